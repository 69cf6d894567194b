import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What would end a line and begin another, move the cursor, turn the direction, set a title, and be no character. */
export const hostileText = 'x\nFORGED: good\r\u001b[2J\u001b]0;t\u0007\u009b31m\u202e\u2066\u2028\u0085\u200f\ufeff';

/** As a file can be called: everything but what Linux does not allow. */
const hostileName = hostileText;

const quoted = JSON.stringify(hostileText);

const scenarioWith = (name: string, extra = ''): string => `name: ${name}
why: ${name}
server:
  name: EXCH1
  profile: exchange-5.5
  seed: 7
  services:
    information-store: { private: 1, circularLogging: false }
steps:
  - expect: { state: running }
${extra}`;

export const goodScenario = scenarioWith('Good', '  - backup: { kind: full, set: sunday }\n');

const manifest = JSON.stringify({
  format: 'edbproof-set',
  version: 1,
  kind: 'full',
  server: hostileText,
  annotation: hostileText,
  takenAt: '2000-01-01T00:00:00.000Z',
  origin: { profile: hostileText, seed: 1 },
  lowGeneration: 1,
  highGeneration: 1,
  files: [
    {
      name: '001-a',
      originalPath: hostileText,
      token: 1,
      sizeBytes: 1,
      sha256: '0'.repeat(64),
      generation: { fromName: 1, fromHeader: 2 },
    },
  ],
  trace: { name: 'trace.jsonl', sizeBytes: 0, sha256: '0'.repeat(64) },
});

/** Files and folders that say hostile things, each under a hostile name. */
export function hostileContents(folder: string): readonly { readonly kind: string; readonly path: string }[] {
  const files: { kind: string; path: string }[] = [];
  const write = (kind: string, text: string, name = `${kind}-${hostileName}`): void => {
    const path = join(folder, name);
    writeFileSync(path, text);
    files.push({ kind, path });
  };
  const inFolder = (kind: string, entries: Readonly<Record<string, string>>): void => {
    const path = join(folder, `${kind}-${hostileName}`);
    mkdirSync(path);
    for (const [name, text] of Object.entries(entries)) writeFileSync(join(path, name), text);
    files.push({ kind, path });
  };
  write('nothing', '');
  write('words.yaml', scenarioWith(quoted));
  write('keys.yaml', `${scenarioWith('x')}${quoted}: 1\n`);
  write('steps.yaml', scenarioWith('x', `  - expect: { noEventText: ${quoted}, call: ${quoted} }\n`));
  write('saved.yaml', scenarioWith('x', `agent: { saved: ${quoted} }\n`));
  write('syntax.yaml', `a: &${hostileText}`);
  write('alias.yaml', `a: *${hostileText}`);
  const observation = '{ value: error-handle-eof, provenance: OBSERVED, evidence: ';
  write('profile.yaml', `base: exchange-5.5\nfacets:\n  end-of-file: ${observation}${quoted} }\n`);
  write('base.yaml', `base: ${quoted}\nfacets: { ${quoted}: 1 }\n`);
  inFolder('set', { 'manifest.json': manifest, [hostileName]: 'x', 'trace.jsonl': hostileText });
  inFolder('broken', { 'manifest.json': hostileText, [`${hostileName}.edb`]: hostileText, [`${hostileName}.log`]: '' });
  inFolder('strange', { 'manifest.json': JSON.stringify({ format: 'edbproof-set', [hostileText]: [hostileText] }) });
  files.push({ kind: 'name of nothing', path: join(folder, `gone-${hostileName}`) });
  files.push({ kind: 'hostile text', path: hostileText });
  return files;
}
