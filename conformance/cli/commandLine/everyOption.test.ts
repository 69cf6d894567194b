import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { declaredCommands } from '../testing/declaredCommands.ts';
import { run } from '../testing/run.ts';
import { type CommandWords, type OptionWords, readWords } from './index.ts';

/** `shim` only leads to others. */
const commands = declaredCommands.filter(
  ({ path }) => !declaredCommands.some((other) => other.path.length > 1 && other.path[0] === path.join()),
);

/** Values of options that take only some. */
const choices: Readonly<Record<string, string>> = {
  kind: 'full',
  service: 'directory',
  form: 'A',
  'code-page': 'cp1252',
};

const optionsOf = ({ options }: CommandWords): readonly OptionWords[] =>
  [...options.values()].filter(({ name }) => name !== 'help' && name !== 'version');

/** The command with a word for each operand, none of which leads anywhere. */
const lineOf = ({ path, operands }: CommandWords, ...words: readonly string[]): string[] => [
  ...path,
  ...operands.map(() => 'nowhere'),
  ...words,
];

/** A command line that is refused: 2, nothing on the output, one sentence, and where to look. */
async function refusedWith(words: readonly string[], pattern: RegExp): Promise<void> {
  const { out, err, exitCode } = await run(words);
  const line = JSON.stringify(words);
  assert.equal([exitCode, out], [2, ''], `${line}: ${err}`);
  const [sentence = '', ...rest] = err.split('\n');
  assert.match(sentence, pattern, line);
  assert.ok(sentence.startsWith('edbproof: '), `${line}: ${sentence}`);
  assert.equal(rest, ['Try: edbproof --help', ''], line);
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

test('the table holds every command and option that help shows', async () => {
  assert.ok(commands.length >= 16, `${commands.length} commands`);
  for (const command of commands) {
    const { out, exitCode } = await run([...command.path, '--help']);
    assert.is(exitCode, 0);
    const [, options = ''] = /\nOptions:\n(.*?)(\n\n|$)/s.exec(out) ?? [];
    const shown = [...options.matchAll(/^ +--([a-z][a-z-]*)/gm)].map(([, name]) => name);
    if (command.path[0] === 'help') continue;
    assert.equal(shown.sort(), [...command.options.keys()].sort(), command.path.join(' '));
  }
});

test('an option is given once, unless it is a list', async () => {
  let lists = 0;
  for (const command of commands) {
    for (const { name, kind, isList } of optionsOf(command)) {
      const once = kind === 'flag' ? [`--${name}`] : [`--${name}`, '1'];
      const twice = lineOf(command, ...once, ...once);
      assert.ok(readWords(lineOf(command, ...once), declaredCommands).ok, name);
      if (isList) lists += 1;
      if (isList) assert.ok(readWords(twice, declaredCommands).ok, twice.join(' '));
      else await refusedWith(twice, new RegExp(`--${name} is given more than once`));
    }
  }
  assert.is(lists, 4, 'play, serve and run have --fault, drive has --set');
});

test('no option is negated, dotted, named in camel case or cut down to a letter', async () => {
  for (const command of commands) {
    for (const { name } of [...command.options.values()]) {
      await refusedWith(lineOf(command, `--no-${name}`), new RegExp(`there is no --no-${name}: leave out --${name}`));
      await refusedWith(lineOf(command, `--${name}.x`, '1'), new RegExp(`there is no --${name}.x: `));
      await refusedWith(lineOf(command, `--${name}.x=1`), new RegExp(`there is no --${name}.x: `));
      await refusedWith(lineOf(command, `-${name[0]}`), new RegExp(`Unknown argument: ${name[0]}`));
      const camel = name.replace(/-(.)/g, (_dash, letter: string) => letter.toUpperCase());
      if (camel !== name) await refusedWith(lineOf(command, `--${camel}`, '1'), /Unknown argument: .*did you mean --/);
    }
  }
});

test('a flag takes no value, and everything else one that is not empty', async () => {
  for (const command of commands) {
    for (const { name, kind } of optionsOf(command)) {
      if (kind === 'flag') {
        for (const value of ['', 'true', 'false', '1']) {
          await refusedWith(lineOf(command, `--${name}=${value}`), new RegExp(`--${name} takes no value`));
        }
        continue;
      }
      for (const words of [[`--${name}`, ''], [`--${name}=`], [`--${name}`, ' '], [`--${name}=\t`]]) {
        await refusedWith(lineOf(command, ...words), new RegExp(`the value of --${name} is empty`));
      }
      await refusedWith(lineOf(command, `--${name}`), new RegExp(`--${name} needs a value`));
      await refusedWith(lineOf(command, `--${name}`, '-'), new RegExp(`--${name} needs a value`));
      await refusedWith(lineOf(command, `--${name}`, '--json'), new RegExp(`--${name} needs a value`));
    }
  }
});

test('a number is one, and in its range', async () => {
  let numbers = 0;
  for (const command of commands) {
    for (const { name, kind } of optionsOf(command)) {
      if (kind !== 'number') continue;
      numbers += 1;
      for (const value of ['one', '1 ', '1e999', 'NaN', '0x', '1,5']) {
        const text = new RegExp(`--${name} must be a number, not "${escaped(value)}"`);
        await refusedWith(lineOf(command, `--${name}`, value), text);
      }
      const required = [...command.options.values()].filter(
        (option) => command.path[0] === 'drive' && option.kind === 'text',
      );
      const others = required.map((option) => `--${option.name}=${choices[option.name] ?? 'nowhere'}`);
      for (const value of ['-1', '1e12']) {
        const { exitCode, out, err } = await run(lineOf(command, ...others, `--${name}`, value));
        assert.equal([exitCode, out], [2, ''], `--${name} ${value}: ${err}`);
        // Which numbers are steps only the scenario says.
        if (name !== 'at' || value === '-1') assert.match(err, new RegExp(`^edbproof: --${name} must be`));
      }
    }
  }
  assert.ok(numbers >= 10, `${numbers} numbers`);
});

test('a lone dash is standard input where that is said, and a mistake elsewhere', async () => {
  const readers: string[] = [];
  for (const command of commands) {
    const { path, operands } = command;
    if (operands.some(({ takesStandardInput }) => takesStandardInput)) readers.push(path.join(' '));
    else await refusedWith([...path, '-'], /does not read standard input, which "-" stands for/);
    await refusedWith([...path, '-', '-'], /standard input/);
  }
  assert.equal(readers, ['play', 'verify']);
});

test('no argument is empty', async () => {
  for (const command of commands) {
    await refusedWith([...command.path, ''], / is empty$/);
    await refusedWith([...command.path, 'nowhere', ' '], / is empty$/);
    await refusedWith([...command.path, '--', ''], / is empty$/);
  }
});

test('an operand is no option, whatever it is called', async () => {
  for (const command of commands) {
    for (const { name } of command.operands) {
      if (command.options.has(name)) continue;
      await refusedWith([...command.path, `--${name}`, 'x'], new RegExp(`Unknown argument: ${name}`));
    }
    for (const name of ['__proto__', 'constructor', '_', '$0', 'get-yargs-completions']) {
      await refusedWith(lineOf(command, `--${name}`), new RegExp(`Unknown argument: ${escaped(name)}`));
    }
  }
});

test("behind -- everything is an operand, also what looks like an option; for run it is the agent's", async () => {
  const played = await run(['play', '--', '--json']);
  assert.equal([played.exitCode, played.err.split(':')[0]], [2, '--json']);
  assert.match((await run(['explain', '--', '-560'])).out, 'hrMissingFullBackup');
  assert.match((await run(['play', '"quoted"'])).err, /^"quoted": there is no such file/);
  const reading = readWords(['run', 'a.yaml', '--json', '--', 'agent', '--json', '--json', '', '-'], declaredCommands);
  assert.equal(reading.ok && reading.words.slice(-6), ['--', 'agent', '--json', '--json', '', '-']);
});

test.run();
