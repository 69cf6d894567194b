import { type FaultForm, faultFunctions, faultLanguage } from '../../simulator/exchange/index.ts';
import { ExitCode, type ExitCodeValue, type Io } from './io.ts';
import { jsonDocument, ownLines } from './output/index.ts';

const columnCharacters = 100;

/** Prints the language of faults: every moment and action with an example. */
export function listFaults(json: boolean, io: Io): ExitCodeValue {
  const { shape, moments, actions, notes } = faultLanguage;
  if (json) {
    io.out(jsonDocument({ ...faultLanguage, functions: faultFunctions }));
    return ExitCode.good;
  }
  io.out(`A fault is one line of text: ${shape}`);
  io.out(ownLines(`\nMoments\n${moments.map(formText).join('')}`));
  io.out(ownLines(`\nActions\n${actions.map(formText).join('')}`));
  io.out(ownLines(`\n${notes.map((note) => wrapped(note, '')).join('')}`));
  io.out(ownLines(wrapped(`Functions: ${faultFunctions.join(', ')}.`, '  ')));
  return ExitCode.good;
}

/** A form and its meaning in two columns; the example behind the meaning where both fit on a line, else below it. */
function formText({ form, meaning, example }: FaultForm): string {
  const fits = 26 + meaning.length + 2 + example.length <= columnCharacters;
  const second = ' '.repeat(26);
  const head = form.length < 24 ? `  ${form.padEnd(24)}` : `  ${form}\n${second}`;
  return fits ? `${head}${meaning}: ${example}\n` : `${head}${meaning}\n${second}${example}\n`;
}

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
