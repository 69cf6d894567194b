import type { ClientFacts, CompletedCall } from '../../binding/host/index.ts';
import { type ExportName, Hr, type Hresult } from '../../simulator/protocol/index.ts';

/** A call that was answered with something else than success. */
export interface FailedCall {
  readonly call: ExportName;
  readonly code: Hresult;
}

const MAXIMUM_FAILURES = 1_000;

/** Counts what agents did. */
export class CallCounts {
  readonly #clients: { processId: number; platform: string; unfreedLists: number | null }[] = [];
  readonly #failures: FailedCall[] = [];
  calls = 0;
  /** Of which some were answered with something else than success. */
  failedCalls = 0;
  readBytes = 0;

  /** Every process that came, and the lists it never freed; null while it is still there. */
  get clients(): readonly {
    readonly processId: number;
    readonly platform: string;
    readonly unfreedLists: number | null;
  }[] {
    return this.#clients;
  }

  /** The first thousand. */
  get failures(): readonly FailedCall[] {
    return this.#failures;
  }

  came({ processId, platform }: ClientFacts): void {
    this.#clients.push({ processId, platform, unfreedLists: null });
  }

  gone({ number }: ClientFacts, unfreedLists: number): void {
    const client = this.#clients[number - 1];
    if (client !== undefined) client.unfreedLists = unfreedLists;
  }

  take(call: CompletedCall): void {
    this.calls += 1;
    this.readBytes += call.data?.length ?? 0;
    const code = call.result?.code ?? Hr.hrNone;
    if (code === Hr.hrNone) return;
    this.failedCalls += 1;
    if (this.#failures.length < MAXIMUM_FAILURES) this.#failures.push({ call: call.function, code });
  }
}
