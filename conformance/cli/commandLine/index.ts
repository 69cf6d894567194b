/** The words of a command line, held against what the commands declare, before yargs reads them. */
export { type CommandWords, commandTable, type OptionWords } from './commandTable.ts';
export { unmaskAll, unmasked } from './mask.ts';
export { readWords } from './readWords.ts';
export { orStandardInput, standardInputWord } from './standardInput.ts';
