/** What an agent must do: the rules of dialects.md (d) that are for this API, and the documented procedures. */
export { backupRuleEntries } from './backupRules.ts';
export { procedureEntries } from './procedures.ts';
export { restoreRuleEntries } from './restoreRules.ts';
export { surroundingRuleEntries } from './surroundingRules.ts';
export { transferRuleEntries } from './transferRules.ts';
