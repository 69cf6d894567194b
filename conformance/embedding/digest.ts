import { createHash } from 'node:crypto';
import type { RunEvent } from '../runner/index.ts';
import type { TakenSet } from './result.ts';

/** One sum for a whole run. Where its files lay, on which machine, and what the scenario file was called have no part in it. */
export function digestOf(events: readonly RunEvent[], sets: readonly TakenSet[], setFolder: string): string {
  const hash = createHash('sha256');
  const add = (value: object): void => {
    hash.update(`${JSON.stringify(value).replaceAll(setFolder, '')}\n`);
  };
  for (const event of events) add(event.event === 'begin' ? { ...event, file: '' } : event);
  for (const set of sets) add({ ...set, path: null });
  return hash.digest('hex');
}
