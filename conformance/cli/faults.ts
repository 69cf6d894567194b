import { type FaultForm, faultFunctions, faultLanguage } from '../../simulator/exchange/index.ts';
import { ExitCode, type ExitCodeValue, type Io } from './io.ts';

const columnCharacters = 100;

/** Prints the language of faults: every moment and action with an example. */
export function listFaults(json: boolean, io: Io): ExitCodeValue {
  const { shape, moments, actions, notes } = faultLanguage;
  if (json) {
    io.out(`${JSON.stringify({ ...faultLanguage, functions: faultFunctions }, null, 2)}\n`);
    return ExitCode.good;
  }
  io.out(`A fault is one line of text: ${shape}\n`);
  io.out(`\nMoments\n${moments.map(formText).join('')}`);
  io.out(`\nActions\n${actions.map(formText).join('')}`);
  io.out(`\n${notes.map((note) => wrapped(note, '')).join('')}`);
  io.out(wrapped(`Functions: ${faultFunctions.join(', ')}.`, '  '));
  return ExitCode.good;
}

const formText = ({ form, meaning, example }: FaultForm): string =>
  `  ${form.padEnd(24)}${meaning}\n${' '.repeat(26)}${example}\n`;

/** Lines of at most so many characters; all but the first are indented. */
function wrapped(text: string, indent: string): string {
  let lines = '';
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > columnCharacters) {
      lines += `${line}\n`;
      line = `${indent}${word}`;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return `${lines}${line}\n`;
}
