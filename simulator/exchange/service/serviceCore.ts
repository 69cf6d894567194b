import { type Call, type DeletingCall, type DiskFacts, Outcome, ServiceState } from '../../rules/index.ts';
import type { ServerContext } from '../serverContext.ts';
import { perform, type ReadTarget } from './performer.ts';
import { ProjectionCheck, project } from './projection.ts';
import { ServiceStage } from './serviceStage.ts';

/** `fault` belongs to calls that perform something the engine may fail at. */
type FaultableCall = Extract<Call, { fault: number }>;

/**
 * The heart of a service: asks the rules, performs what they decided, and holds the two against each other. It knows
 * no names and no bytes of the API; ExchangeService and the client put those around it.
 */
export class ServiceCore extends ServiceStage {
  /** Number of the session that a context belongs to; a context of an earlier session is dead. */
  backupSerial = 0;
  restoreSerial = 0;

  readonly #server: ServerContext;
  readonly #state = new ServiceState();
  readonly #scratch = new Outcome();
  /** What the engine did by itself is noticed while an outcome is still being read, so it has a scratch of its own. */
  readonly #noticing = new Outcome();
  readonly #check: ProjectionCheck | null;
  readonly #target: ReadTarget = { buffer: new Uint8Array(0) };
  #factsSeen: DiskFacts;
  #registrySeen: number;

  constructor(...stage: ConstructorParameters<typeof ServiceStage>) {
    super(...stage);
    this.#server = stage[0];
    this.#check = this.#server.checkProjection ? new ProjectionCheck() : null;
    this.#factsSeen = this.factsOnDisk();
    this.#registrySeen = this.#server.registry.revision;
    project(this.reality(), this.#state);
  }

  /** The rules' state. Read it, never write it. */
  get state(): ServiceState {
    return this.#state;
  }

  /**
   * One call or event: decided by the rules, performed on the engine. When the engine cannot do its part, the rules are
   * asked again with its error. The outcome is scratch; read it before the next call.
   */
  apply(asked: Call, buffer?: Uint8Array): Outcome {
    this.noticeStop();
    const call = this.#withLocks(asked);
    if (this.#state.running === 1) this.#notice(this.patchFiles());
    else if (!('facts' in call)) this.#noticeFiles();
    this.#noticeRegistry();
    if (buffer !== undefined) this.#target.buffer = buffer;
    let outcome = this.#server.decide(this.#state, call, this.#server.profile, this.#scratch);
    const fault = this.#performAll(outcome);
    if (fault !== 0) {
      if (!('fault' in call) || call.fault !== 0) {
        throw new Error(`${call.kind}: the engine answered ${fault} to an effect that cannot fail`);
      }
      const again: FaultableCall = { ...call, fault };
      outcome = this.#server.decide(this.#state, again, this.#server.profile, this.#scratch);
      const second = this.#performAll(outcome);
      if (second !== 0) throw new Error(`${call.kind}: the engine answered ${second} while its own error was handled`);
    }
    this.#state.copyFrom(outcome.next);
    this.#registrySeen = this.#server.registry.revision;
    this.#countSessions(call);
    this.noticeStop();
    // The engine may write a checkpoint while it performs; that, and nothing else, may differ from what was decided.
    if (this.#state.running === 1) this.#noticeCheckpoint();
    this.#check?.verify(this.#state, this.reality(), call.kind);
    return outcome;
  }

  /** Which files nobody can delete is nature's part of the calls that delete some. */
  #withLocks(call: Call): Call {
    if (!isDeleting(call)) return call;
    const locked = this.lockedFiles();
    return locked === null ? call : { ...call, locked };
  }

  /** An engine that cannot write its log stops by itself (Q163913, Q275602); its sessions are dead. */
  noticeStop(): void {
    const { stopError = 0, newLogError = 0 } = this.engine ?? {};
    if (stopError === 0) return;
    this.engine = null;
    this.backup = null;
    const event = { kind: 'ServiceStopped', facts: this.facts(), stopError, newLogError } as const;
    const outcome = this.#server.decide(this.#state, event, this.#server.profile, this.#noticing);
    this.#performAll(outcome);
    this.#state.copyFrom(outcome.next);
  }

  #performAll(outcome: Outcome): number {
    for (const effect of outcome.effects) {
      const fault = perform(effect, this, this.#target);
      if (fault !== 0) return fault;
    }
    return 0;
  }

  #countSessions(call: Call): void {
    if (call.kind === 'HrBackupPrepare' && this.#scratch.answer !== null) this.backupSerial++;
    if (call.kind === 'HrRestorePrepare' && this.#scratch.answer !== null) this.restoreSerial++;
  }

  /** Brings the state up to what the engine has done by itself since the last call. */
  #notice(patchFiles: number): void {
    const { engine } = this;
    if (engine === null) return;
    const { currentGeneration, checkpointGeneration, lowestGeneration } = engine;
    this.#activity(currentGeneration, checkpointGeneration, lowestGeneration, patchFiles);
  }

  /**
   * After a call only two things may be elsewhere than the rules said: the checkpoint, which the engine writes when a log
   * is closed, and with circular logging the lowest log. Anything else is for the check to find.
   */
  #noticeCheckpoint(): void {
    const { engine } = this;
    const { currentGeneration, runs, databases, circularLogging } = this.#state;
    if (engine === null) return;
    const patchFiles = databases[0].patchFile | (databases[1].patchFile << 1);
    const lowestGeneration = circularLogging === 1 ? engine.lowestGeneration : (runs[0] ?? 0);
    this.#activity(currentGeneration, engine.checkpointGeneration, lowestGeneration, patchFiles);
  }

  #activity(
    currentGeneration: number,
    checkpointGeneration: number,
    lowestGeneration: number,
    patchFiles: number,
  ): void {
    const state = this.#state;
    if (
      currentGeneration === state.currentGeneration &&
      checkpointGeneration === state.checkpointGeneration &&
      lowestGeneration === state.runs[0] &&
      patchFiles === (state.databases[0].patchFile | (state.databases[1].patchFile << 1))
    ) {
      return;
    }
    const event = {
      kind: 'Activity',
      currentGeneration,
      checkpointGeneration,
      checkpointInMemory: this.engine?.checkpointInMemory ?? checkpointGeneration,
      lowestGeneration,
      patchFiles,
    } as const;
    state.copyFrom(this.#server.decide(state, event, this.#server.profile, this.#noticing).next);
  }

  /** Somebody may have edited the registry by hand. Looked at only when something in it changed. */
  #noticeRegistry(): void {
    const { revision } = this.#server.registry;
    if (revision === this.#registrySeen) return;
    this.#registrySeen = revision;
    const values = this.registryValues();
    const state = this.#state;
    const isSame =
      values.restoreKey === state.restoreKey &&
      values.restoreMapRows === state.restoreMapRows &&
      values.restoreLow === state.restoreLow &&
      values.restoreHigh === state.restoreHigh &&
      values.lastBackupLog === state.lastBackupLog;
    if (isSame) return;
    const event = { kind: 'RegistryEdited', ...values } as const;
    state.copyFrom(this.#server.decide(state, event, this.#server.profile, this.#noticing).next);
  }

  /** Files of a stopped service change without the service: a restore writes them, an administrator deletes them. */
  #noticeFiles(): void {
    const facts = this.factsOnDisk();
    if (facts === this.#factsSeen) return;
    this.#factsSeen = facts;
    const event = { kind: 'FilesChanged', facts } as const;
    this.#state.copyFrom(this.#server.decide(this.#state, event, this.#server.profile, this.#noticing).next);
  }
}

const DELETING_KINDS: readonly Call['kind'][] = ['HrBackupTruncateLogs', 'HrBackupEnd', 'HrBackupClose', 'ClientGone'];
const isDeleting = (call: Call): call is DeletingCall => DELETING_KINDS.includes(call.kind);
