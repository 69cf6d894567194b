import type { EdbbcliApi } from '../../../simulator/protocol/index.ts';
import { callsOn, type StepHandler } from '../drive.ts';
import { type CallStep, type CompletedSet, done, type Step, type WorldAnswer } from '../steps.ts';

/** What a backup or restore told the outside world; may refuse at any step. */
export class MemorySink implements StepHandler {
  readonly files = new Map<string, Uint8Array[]>();
  readonly events: string[] = [];
  readonly notes: string[] = [];
  committed: CompletedSet | null = null;
  pauses = 0;
  readonly call: (step: CallStep) => ReturnType<ReturnType<typeof callsOn>>;
  readonly #refuse: (step: Exclude<Step, CallStep>, nth: number) => boolean;
  readonly #onCommit: () => void;
  #current: Uint8Array[] = [];
  #asked = 0;

  constructor(
    api: EdbbcliApi,
    refuse: (step: Exclude<Step, CallStep>, nth: number) => boolean = () => false,
    onCommit: () => void = () => undefined,
  ) {
    this.call = callsOn(api);
    this.#refuse = refuse;
    this.#onCommit = onCommit;
  }

  bytesOf(path: string): Uint8Array {
    return Uint8Array.from(Buffer.concat(this.files.get(path) ?? []));
  }

  world(step: Exclude<Step, CallStep>): WorldAnswer {
    this.#asked += 1;
    if (step.kind === 'pause') this.pauses += 1;
    if (this.#refuse(step, this.#asked)) {
      const interrupted = step.kind === 'pause';
      return { kind: 'refused', interrupted, reason: `refused ${step.kind}`, advice: 'try again' };
    }
    if (step.kind === 'note') this.notes.push(step.text);
    if (step.kind === 'data') this.#current.push(step.bytes.slice());
    if (step.kind === 'begin-file') {
      this.#current = [];
      this.files.set(step.file.path, this.#current);
    }
    if (step.kind === 'commit-set') {
      this.#onCommit();
      this.committed = step.set;
    }
    if (step.kind !== 'pause' && step.kind !== 'data') this.events.push(step.kind);
    if (step.kind === 'write-file') this.events.push(`${step.setName}/${step.fileName} -> ${step.targetPath}`);
    return done;
  }
}
