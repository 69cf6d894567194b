import { NOT_MODELLED } from '../../../simulator/protocol/index.ts';
import type { ApiCall, Decision, Requirement } from '../../../simulator/rules/index.ts';
import { type Explanation, explanation, NOBODY } from './explanation.ts';
import { Field } from './fields.ts';
import type { OpenOutcome } from './openOutcome.ts';
import type { Ending } from './seen.ts';

/** What a rule answers, and on which facets that depends. */
export interface Possibility {
  readonly requirement: Requirement | null;
  readonly ending: 'answered' | 'hung' | 'process-ended';
  readonly code: number;
  readonly decisions: readonly Decision[];
}

export function possibilityOf({ requirement, code, neverCompletes, endsProcess, choices }: OpenOutcome): Possibility {
  const ending = neverCompletes ? 'hung' : endsProcess ? 'process-ended' : 'answered';
  return { requirement, ending, code, decisions: [...choices.decisions] };
}

/** The rules know that they do not know what happens: then nothing that was seen speaks against them. */
export const isUnmodelled = (outcome: OpenOutcome, ending: Ending): boolean =>
  outcome.code === NOT_MODELLED && !(ending.kind === 'answered' && ending.code === NOT_MODELLED);

/** Whether an outcome looks as the call did; what had to be the case for that is then known. */
export function explains(outcome: OpenOutcome, ending: Ending): boolean {
  switch (ending.kind) {
    case 'lost':
      return true;
    case 'hung':
      return outcome.neverCompletes;
    case 'process-ended':
      return outcome.endsProcess;
    case 'answered':
      if (outcome.neverCompletes || outcome.endsProcess) return false;
      return outcome.code === ending.code && isAnswer(outcome, ending);
  }
}

function isAnswer(outcome: OpenOutcome, { answer: seen }: Extract<Ending, { kind: 'answered' }>): boolean {
  const { answer, choices, next } = outcome;
  if (answer === null || seen === null) return answer === null && seen === null;
  if (answer.kind !== seen.kind) return false;
  switch (answer.kind) {
    case 'context':
      return true;
    case 'databases':
      return seen.kind === 'databases' && next.databaseCount === seen.count;
    case 'locations':
      return seen.kind === 'locations' && answer.absent === seen.absent;
    case 'size':
    case 'bytes':
      return 'sizeBytes' in seen && answer.sizeBytes === seen.sizeBytes;
    case 'logs':
      if (seen.kind !== 'logs' || answer.patches !== seen.patches) return false;
      return choices.areSame(answer.low, seen.low) && choices.areSame(answer.high, seen.high);
  }
}

/** The explanation that an outcome leaves behind. */
export function following(
  before: Explanation,
  outcome: OpenOutcome,
  call: ApiCall | null = null,
  newContext: number | null = null,
): Explanation {
  const { words, choices, answer } = outcome;
  const hasTold = choices.zone !== before.zone || choices.knowledge !== before.knowledge;
  if (!hasTold && answer?.kind !== 'context' && words.isAsLoaded(before.ends)) return before;
  const made = answer?.kind === 'context' ? (newContext ?? NOBODY) : null;
  const backupOwner = made !== null && call?.kind === 'HrBackupPrepare' ? made : before.backupOwner;
  const restoreOwner = made !== null && call?.kind === 'HrRestorePrepare' ? made : before.restoreOwner;
  return explanation({
    kind: before.kind,
    words: words.list,
    ends: words.ends,
    zone: choices.zone,
    knowledge: choices.knowledge,
    backupOwner: words.list[Field.active] === 0 ? NOBODY : backupOwner,
    restoreOwner: words.list[Field.restoreActive] === 0 ? NOBODY : restoreOwner,
  });
}
