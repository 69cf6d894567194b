import { parseFault } from '../faults/index.ts';
import type { ExchangeServer } from '../server.ts';

/** Lets faults wait on a server, written as people write them. */
export function planFaults(server: Pick<ExchangeServer, 'faults'>, ...texts: readonly string[]): void {
  for (const text of texts) {
    const parsed = parseFault(text);
    if (!parsed.ok) throw new Error(`${text}: ${parsed.problem}`);
    const planned = server.faults.plan(parsed.fault);
    if (!planned.ok) throw new Error(`${text}: ${planned.problem}`);
  }
}
