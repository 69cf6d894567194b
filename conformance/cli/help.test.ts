import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { declaredCommands } from './testing/declaredCommands.ts';
import { run } from './testing/run.ts';

test('edbproof and edbproof help show the commands; help COMMAND is COMMAND --help', async () => {
  const help = await run(['help']);
  const asOption = await run(['--help']);
  assert.equal([help.exitCode, help.err, help.out], [0, '', asOption.out]);
  const bare = await run([]);
  assert.equal([bare.exitCode, bare.out], [2, '']);
  assert.is(bare.err, `${help.out}\nedbproof: say what to do\n`);
  for (const { path } of declaredCommands) {
    if (path.length === 1) assert.match(help.out, `edbproof ${path[0]}`);
    if (path[0] !== 'help') assert.is((await run(['help', ...path])).out, (await run([...path, '--help'])).out);
  }
});

test('help is no wider than the terminal, and no wider than 100 characters', async () => {
  for (const path of [[], ...declaredCommands.map((command) => command.path)]) {
    for (const outputColumns of [60, 80, 300]) {
      const { out } = await run([...path, '--help'], { outputColumns });
      const widest = out.split('\n').reduce((one, other) => (other.length > one.length ? other : one));
      assert.ok(widest.length <= Math.min(100, outputColumns), `${path.join(' ')} at ${outputColumns}: ${widest}`);
    }
  }
});

test('help says whether --json is one document or a line for each object, and so it is', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'edbproof-json-'));
  try {
    const scenario = join(folder, 'small.yaml');
    const head = 'name: Test\nwhy: Because.\nserver:\n  name: EXCH1\n  profile: exchange-5.5\n  seed: 7\n  services:\n';
    const steps = '    information-store: { private: 1, circularLogging: false }\nsteps:\n';
    writeFileSync(scenario, `${head}${steps}  - backup: { kind: full, set: s }\n`);
    assert.is((await run(['play', scenario, '--set', folder])).exitCode, 0);
    const set = join(folder, 'small', 's');
    const operands: Readonly<Record<string, readonly string[]>> = {
      play: [scenario],
      verify: [set],
      'verify-set': [set],
      explain: ['hrNone', '102'],
      run: [scenario, '--', process.execPath, '-e', '0'],
      profiles: [],
      facets: [],
      requirements: [],
      faults: [],
      doctor: [],
    };
    // drive needs a native library, and serve a Ctrl-C: what they print is in tests of their own.
    const elsewhere = ['drive', 'serve'];
    for (const { path, options } of declaredCommands) {
      const [name = ''] = path;
      if (!options.has('json')) continue;
      const help = (await run([...path, '--help'])).out.replace(/\s+/g, ' ');
      const isLines = help.includes('Print JSON Lines instead of text');
      assert.is(help.includes('Print one JSON document instead of text'), !isLines, name);
      if (elsewhere.includes(name)) {
        assert.ok(isLines, name);
        continue;
      }
      const given = operands[name];
      if (given === undefined) throw new Error(`say what ${name} --json is to be tried with`);
      const { out } = await run([...path, '--json', ...given]);
      const texts = isLines ? out.trimEnd().split('\n') : [out];
      if (isLines) assert.ok(texts.length > 1, `${name}: ${out}`);
      for (const text of texts) assert.type(JSON.parse(text), 'object', `${name}: ${text}`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test.run();
