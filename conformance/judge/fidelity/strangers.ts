import { type Explanation, explanation, NOBODY } from './explanation.ts';
import { Field, sessionFields } from './fields.ts';
import { UNKNOWN } from './symbol.ts';

/** What another agent may have changed when its backup is over: logs, records, patch files; never the number of the current log backwards. */
const changedByBackup = [
  Field.lastBackupLog,
  Field.firstFull,
  Field.firstPatch,
  Field.firstFullHigh,
  Field.firstIncrementalHigh,
  Field.secondFull,
  Field.secondPatch,
  Field.secondFullHigh,
  Field.secondIncrementalHigh,
] as const;

/**
 * A service of an unknown start may be in the middle of a backup or a restore of somebody whom the history does not show; it may end at
 * any time. The same, and what is left when it has ended.
 */
export function withStrangersGone(before: Explanation): readonly Explanation[] {
  const hasBackup = before.backupOwner === NOBODY && before.words[Field.active] === 1;
  const hasRestore = before.restoreOwner === NOBODY && before.words[Field.restoreActive] === 1;
  const all = [before];
  if (hasBackup) all.push(...all.map(backupEnded));
  if (hasRestore) all.push(...all.map(restoreEnded));
  return all;
}

function backupEnded(before: Explanation): Explanation {
  const words = [...before.words];
  for (const field of sessionFields) words[field] = 0;
  for (const field of changedByBackup) words[field] = UNKNOWN;
  words[Field.firstSoft] = 0;
  words[Field.secondSoft] = 0;
  return explanation({ ...before, words, ends: null });
}

/**
 * The service went down and may be up again, and nobody saw it: its backup session is gone, and what is on its disks and in its registry is
 * whatever recovery and people made of it.
 */
export function afterUnseenStop(before: Explanation): readonly Explanation[] {
  const down = backupEnded(before);
  const words = [...down.words];
  words[Field.currentGeneration] = UNKNOWN;
  words[Field.checkpointGeneration] = UNKNOWN;
  words[Field.circularLogging] = UNKNOWN;
  words[Field.restoreKey] = UNKNOWN;
  return [0, 1].map((running) =>
    explanation({ ...down, words: words.with(Field.running, running), backupOwner: NOBODY }),
  );
}

const restoreEnded = (before: Explanation): Explanation =>
  explanation({
    ...before,
    words: before.words.with(Field.restoreActive, 0).with(Field.restoreKey, UNKNOWN),
  });
