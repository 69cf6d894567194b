import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { facetNames, facets, isOpen, profileByName } from '../../simulator/profiles/index.ts';
import { run } from './testing/run.ts';

const folder = mkdtempSync(join(tmpdir(), 'edbproof-facets-'));
test.after(() => rmSync(folder, { recursive: true }));

const fileOf = (name: string, text: string): string => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
};

const observed = `base: exchange-5.0
facets:
  end-of-file:
    value: error-handle-eof
    provenance: OBSERVED
    evidence: Edbbcli.dll 5.0.1457 on LAB2, 3 May, trace 17, call 212
`;

const openOf = (name: string): number => {
  const profile = profileByName(name);
  return profile === null ? -1 : facetNames.filter((facet) => isOpen(profile.settings[facet])).length;
};

test('facets lists every facet: question, value, provenance, allowed values, reason, source, and what would settle it', async () => {
  const { out, exitCode } = await run(['facets']);
  assert.is(exitCode, 0);
  for (const name of facetNames) {
    const { id, question, values, evidence } = facets[name];
    const source = profileByName('exchange-5.5')?.settings[name].source ?? 'no profile';
    for (const part of [id, question, values.join(', '), source, evidence.on, evidence.act, evidence.see]) {
      assert.ok(out.includes(part), `${name}: ${part}`);
    }
  }
  assert.match(out, `exchange-5.5: ${facetNames.length} facets, ${openOf('exchange-5.5')} open\n`);
});

test('facets shows what the sources of a documented setting say, whichever product brought it', async () => {
  const { out } = await run(['facets', '--profile', 'exchange-4.0-sp3']);
  assert.match(
    out,
    /missing-log = .* \[DOCUMENTED\]\n.*\n.*Source: Q142782\n {6}Q142782, .*: In the example log 3 .*\n/,
  );
  const parsed: { facets: { id: string; provenance: string; says: { source: string; words?: string }[] }[] } =
    JSON.parse((await run(['facets', '--json', '--profile', 'exchange-5.5-sp4'])).out);
  for (const { id, provenance, says } of parsed.facets) {
    assert.ok(provenance !== 'DOCUMENTED' || says.length > 0, id);
    for (const { words } of says) assert.match(words ?? '', /\.$/, id);
  }
});

test('facets --open leaves out what is settled, in text and in JSON', async () => {
  const text = await run(['facets', '--open', '--profile', 'exchange-4.0-sp3']);
  assert.match(text.out, 'end-of-file = zero-bytes  [UNKNOWN]');
  assert.not.match(text.out, '[DOCUMENTED]');
  const parsed: { profile: string; open: number; facets: { id: string; provenance: string; evidence: object }[] } =
    JSON.parse((await run(['facets', '--open', '--json', '--profile', 'exchange-4.0-sp3'])).out);
  assert.equal([parsed.profile, parsed.open], ['exchange-4.0-sp3', parsed.facets.length]);
  assert.ok(parsed.facets.every(({ provenance }) => provenance === 'UNKNOWN'));
  assert.equal(Object.keys(parsed.facets[0]?.evidence ?? {}), ['on', 'act', 'see']);
});

test('a profile file settles a facet as observed, with its note and where it is from', async () => {
  const file = fileOf('lab.yaml', observed);
  const all = await run(['facets', '--profile', file]);
  assert.is(all.exitCode, 0, all.err);
  assert.match(all.out, 'end-of-file = error-handle-eof  [OBSERVED]');
  assert.ok(all.out.includes(`Edbbcli.dll 5.0.1457 on LAB2, 3 May, trace 17, call 212 Source: ${file}`));
  assert.ok(
    all.out.endsWith(
      `exchange-5.0+lab.yaml: ${facetNames.length} facets, ${openOf('exchange-5.0') - 1} open, 1 settled by observation\n`,
    ),
  );
  assert.not.match((await run(['facets', '--open', '--profile', file])).out, 'end-of-file =');
});

test('play takes a profile file: the server behaves as observed, and every line says on which profile', async () => {
  const lab = fileOf(
    'refusal.yaml',
    `base: exchange-5.5
facets:
  missing-full-backup-refusal: { value: hrFullBackupNotTaken, provenance: OBSERVED, evidence: 'LAB2, trace 3' }
`,
  );
  const scenario = fileOf(
    'never.yaml',
    `name: Never backed up
why: Because.
server:
  name: EXCH1
  profile: exchange-5.5
  seed: 7
  services: { information-store: { private: 1, circularLogging: false } }
steps:
  - backup: { kind: incremental, set: s, expect: { result: failed, code: hrFullBackupNotTaken } }
`,
  );
  const plain = await run(['play', scenario]);
  assert.is(plain.exitCode, 1);
  const onLab = await run(['play', '--profile', lab, scenario]);
  assert.is(onLab.exitCode, 0, onLab.out + onLab.err);
  assert.match(onLab.out, 'exchange-5.5+refusal.yaml, seed 7');
});

test('what is wrong with a profile file is one line with file, line and column, and ends with 2', async () => {
  const wrong: readonly [string, string, RegExp][] = [
    [
      'a value that is not allowed',
      observed.replace('error-handle-eof', 'eof'),
      /:4:12: facets\.end-of-file\.value: "eof" is not one of zero-bytes, error-handle-eof$/,
    ],
    [
      'an unknown facet',
      observed.replace('end-of-file', 'end-of-fil'),
      /:3:3: unknown key "end-of-fil" in facets; did you mean "end-of-file"\?$/,
    ],
    [
      'a missing note',
      observed.replace(/ {4}evidence: .*\n/, ''),
      /:4:5: facets\.end-of-file\.evidence \(missing\): say in a sentence what was seen/,
    ],
    [
      'an empty note',
      observed.replace(/evidence: .*/, 'evidence: " "'),
      /:6:15: facets\.end-of-file\.evidence: say in a sentence/,
    ],
    [
      'another provenance',
      observed.replace('OBSERVED', 'DOCUMENTED'),
      /:5:17: facets\.end-of-file\.provenance: must be OBSERVED/,
    ],
    [
      'a value alone',
      'base: exchange-5.5\nfacets: { end-of-file: zero-bytes }\n',
      /:2:24: facets\.end-of-file: give value, provenance: OBSERVED and evidence$/,
    ],
    [
      'no value',
      observed.replace(/ {4}value: .*\n/, ''),
      /:4:5: facets\.end-of-file\.value \(missing\): give one of zero-bytes, error-handle-eof$/,
    ],
    [
      'an unknown key',
      `${observed}    when: today\n`,
      /:7:5: unknown key "when" in facets\.end-of-file; known: value, provenance, evidence$/,
    ],
    [
      'an unknown base',
      observed.replace('exchange-5.0', 'exchange-6.0'),
      /:1:7: base: expected one of exchange-4\.0, .*, not "exchange-6\.0"/,
    ],
    ['no YAML', 'base: [', /:\d+:\d+: /],
    ['too large', `# ${'x'.repeat(200_000)}`, /: 200002 characters are too many for a profile$/],
  ];
  const scenario = fileOf('unused.yaml', '');
  for (const [what, text, expected] of wrong) {
    const file = fileOf('wrong.yaml', text);
    for (const argv of [
      ['facets', '--profile', file],
      ['play', '--profile', file, scenario],
    ]) {
      const { out, err, exitCode } = await run(argv);
      assert.equal([exitCode, out], [2, ''], what);
      const lines = err.trimEnd().split('\n');
      assert.is(lines.length, 1, `${what}: ${err}`);
      assert.ok(lines[0]?.startsWith(file), what);
      assert.match(lines[0] ?? '', expected, what);
    }
  }
});

test('a profile that is neither a product nor a file ends with 2', async () => {
  const near = await run(['facets', '--profile', 'exchange-55']);
  assert.equal([near.exitCode, near.err], [2, 'there is no profile "exchange-55"; did you mean "exchange-5.5"?\n']);
  assert.match((await run(['facets', '--profile', 'domino'])).err, 'known: exchange-4.0, ');
  const gone = await run(['facets', '--profile', join(folder, 'gone.yaml')]);
  assert.equal([gone.exitCode, gone.err.endsWith('gone.yaml: there is no such file; check the path\n')], [2, true]);
});

test.run();
