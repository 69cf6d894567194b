import type { Hbc } from '../../protocol/index.ts';
import { Handle, type HandleNumber } from '../../rules/index.ts';
import type { ServiceCore } from '../service/index.ts';

interface Context {
  readonly core: ServiceCore;
  readonly isRestore: boolean;
  readonly serial: number;
  /** The connection that it belonged to is gone: dead for the client, whatever the server makes of the session. */
  isCut: boolean;
}

/** A client may have this many contexts that never ended; more is a leak that no real client survives. */
const MAXIMUM_CONTEXTS = 1024;

/** The contexts one client has been given. A handle is never used twice. */
export class ContextTable {
  readonly #contexts = new Map<number, Context>();
  readonly #takeHandle: () => number;

  constructor(takeHandle: () => number) {
    this.#takeHandle = takeHandle;
  }

  /** Registers the session that was just begun and answers its handle. */
  add(core: ServiceCore, isRestore: boolean): Hbc {
    if (this.#contexts.size >= MAXIMUM_CONTEXTS) {
      throw new RangeError(`a client holds ${MAXIMUM_CONTEXTS} contexts that it never ended`);
    }
    const handle = this.#takeHandle();
    const serial = isRestore ? core.restoreSerial : core.backupSerial;
    this.#contexts.set(handle, { core, isRestore, serial, isCut: false });
    return handle as Hbc;
  }

  /** The service a handle belongs to, null when it was never given out or has ended. */
  coreOf(hbc: Hbc): ServiceCore | null {
    return this.#contexts.get(hbc as number)?.core ?? null;
  }

  /** What the handle stands for now. */
  handleOf(hbc: Hbc): HandleNumber {
    const context = this.#contexts.get(hbc as number);
    if (context === undefined) return Handle.unknown;
    const { core, isRestore, serial, isCut } = context;
    if (isCut) return Handle.dead;
    if (isRestore) return core.restoreActive && core.restoreSerial === serial ? Handle.restore : Handle.dead;
    return core.backup !== null && core.backupSerial === serial ? Handle.backup : Handle.dead;
  }

  /** The context has ended: its handle means nothing any more. */
  remove(hbc: Hbc): void {
    this.#contexts.delete(hbc as number);
  }

  /** The client's connection is gone. */
  cut(): void {
    for (const context of this.#contexts.values()) context.isCut = true;
  }

  /** The services on which this client has a live session. */
  liveCores(): ServiceCore[] {
    const live = [...this.#contexts].filter(([handle]) => this.handleOf(handle as Hbc) !== Handle.dead);
    return [...new Set(live.map(([, context]) => context.core))];
  }
}
