import { type Requirement, ruleRequirements } from '../../simulator/rules/index.ts';
import {
  backupRuleEntries,
  procedureEntries,
  restoreRuleEntries,
  surroundingRuleEntries,
  transferRuleEntries,
} from './agent/index.ts';
import { type CatalogueEntry, serverEntry, type Verification } from './entry.ts';
import {
  apiEntries,
  bookkeepingEntries,
  checkpointEntries,
  copyEntries,
  eventEntries,
  fileEntries,
  formatEntries,
  listEntries,
  lockedFileEntries,
  logEntries,
  patchFileEntries,
  recoveryBeginningEntries,
  recoveryCheckEntries,
  recoveryEntries,
  restoreKeyEntries,
  sessionEntries,
  startEntries,
  startEventEntries,
} from './server/index.ts';
import { type RuleArea, ruleVerification } from './verification/index.ts';

/** The requirements of one area of the rules, each with its verification. */
const fromRules = (
  requirements: Readonly<Record<string, Requirement>>,
  verification: Readonly<Record<string, Verification>>,
): readonly CatalogueEntry[] =>
  Object.entries(requirements).map(([name, requirement]) => {
    const shown = verification[name];
    if (shown === undefined) throw new Error(`${requirement.id} has no verification, and the compiler did not see it`);
    return serverEntry(requirement, shown);
  });

/**
 * Every statement about server and agent: what the rules enforce, what engine and server keep besides, and what an agent
 * must do. Statements of the rules are those of the rules themselves.
 */
export const catalogue: readonly CatalogueEntry[] = [
  ...(Object.keys(ruleRequirements) as RuleArea[]).flatMap((area) =>
    fromRules(ruleRequirements[area], ruleVerification[area]),
  ),
  ...apiEntries,
  ...listEntries,
  ...logEntries,
  ...lockedFileEntries,
  ...sessionEntries,
  ...bookkeepingEntries,
  ...fileEntries,
  ...formatEntries,
  ...checkpointEntries,
  ...copyEntries,
  ...patchFileEntries,
  ...restoreKeyEntries,
  ...recoveryEntries,
  ...recoveryBeginningEntries,
  ...recoveryCheckEntries,
  ...eventEntries,
  ...startEntries,
  ...startEventEntries,
  ...backupRuleEntries,
  ...restoreRuleEntries,
  ...transferRuleEntries,
  ...surroundingRuleEntries,
  ...procedureEntries,
];
