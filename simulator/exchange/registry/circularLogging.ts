import type { ServiceLayout } from '../layout.ts';
import type { Registry } from './registry.ts';

const VALUE_NAME = 'Circular Logging';

/** What the registry says of circular logging, or why that means nothing that is known. */
type CircularLoggingReading =
  | { readonly ok: true; readonly on: boolean }
  | { readonly ok: false; readonly reason: string };

/**
 * Reads whether circular logging is on, as the service does when it starts. Without the value the information store has
 * its default (BORES, Information Store Registry Reference), which is on (Q229032). What the directory does without it,
 * and what either does with a value of another type, is not known, and is said.
 */
export function readCircularLogging(
  registry: Registry,
  { name, parametersKey }: ServiceLayout,
): CircularLoggingReading {
  const value = registry.get(parametersKey, VALUE_NAME);
  if (value?.type === 'REG_DWORD') return { ok: true, on: value.data !== 0 };
  if (value === null && name === 'information-store') return { ok: true, on: true };
  const what = value === null ? 'is not there' : `is a ${value.type}`;
  return {
    ok: false,
    reason: `${parametersKey}\\${VALUE_NAME} in the registry ${what}, and what the ${name} makes of that is not known; write a REG_DWORD`,
  };
}

/** Setup, or somebody who switches it, writes it into the registry. */
export function writeCircularLogging(registry: Registry, { parametersKey }: ServiceLayout, on: boolean): void {
  registry.set(parametersKey, VALUE_NAME, { type: 'REG_DWORD', data: on ? 1 : 0 });
}
