import type { Scenario, StepFields } from './schema/index.ts';
import type { Survival } from './survival.ts';
import type { World } from './world.ts';

type Recovered = NonNullable<StepFields<'expect'>['recovered']>;

/** Whether as much is left as an expectation says, no less and no more. */
export function isAsExpected(expected: Recovered, { kind, lostTransactions }: Survival): boolean {
  if (expected === 'all' || expected === 'unreadable') return kind === expected;
  return kind === 'lost' && (expected.lost === 'some' || lostTransactions === expected.lost);
}

/**
 * Whether the last word that a scenario has on a service is what became of it. What it expected in between may have been
 * cured since, or have become worse; a start that must fail is a word on a service that does not run.
 */
export function isLastWord({ steps }: Scenario, world: World, survival: Survival): boolean {
  const isMeant = (name: Parameters<World['service']>[0]): boolean => world.service(name).name === survival.service;
  for (const { expect, start } of [...steps].reverse()) {
    if (expect?.recovered !== undefined && isMeant(expect.service)) return isAsExpected(expect.recovered, survival);
    if (start !== undefined && isMeant(start.service)) {
      if (start.expect?.result === 'failed') return survival.kind === 'unreadable';
    }
  }
  return false;
}
