import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { programs, root, runNode } from './programs.mjs';
import { withFiles } from './scratch.mjs';

const rules = join(root, '.dependency-cruiser.cjs');

/** A small house in which every arrow points the right way. */
const house = {
  'package.json': JSON.stringify({
    name: 'planted',
    type: 'module',
    dependencies: { 'iconv-lite': '*' },
    devDependencies: { uvu: '*', 'fast-check': '*' },
  }),
  'simulator/index.ts': `export * from './exchange/index.ts';`,
  'simulator/protocol/index.ts': `export type { Code } from './code.ts'; import 'iconv-lite';`,
  'simulator/protocol/code.ts': `import { Buffer } from 'node:buffer'; export type Code = number | Buffer;`,
  'simulator/profiles/index.ts': `import type { Code } from '../protocol/index.ts'; export type Profile = Code;`,
  'simulator/rules/index.ts': `import type { Profile } from '../profiles/index.ts'; export type Rule = Profile;`,
  'simulator/engine/index.ts': `export * from './pages/index.ts'; export * from './limits.ts';`,
  'simulator/engine/limits.ts': `import '../protocol/index.ts'; export const limit = 1;`,
  'simulator/engine/pages/index.ts': `export { page } from './page.ts';`,
  'simulator/engine/pages/page.ts': `import { limit } from '../limits.ts'; export const page = limit;`,
  'simulator/engine/testing/index.ts': `import { page } from '../pages/index.ts'; export const helper = page;`,
  'simulator/engine/pages/page.test.ts': `import 'uvu'; import 'node:fs'; import { helper } from '../testing/index.ts';
    import './page.ts'; helper;`,
  'simulator/exchange/index.test.ts': `import '../engine/testing/index.ts';`,
  'simulator/exchange/index.ts': `import '../rules/index.ts'; import '../engine/index.ts'; export const server = 1;`,
  'reports/index.ts': `import 'node:fs'; export const report = 1;`,
  'binding/library/index.ts': `import '../../simulator/index.ts'; export const library = 1;`,
  'binding/testing/tools.ts': `import 'node:fs'; export const tool = 1;`,
  'conformance/runner/agent.test.ts': `import '../../binding/testing/tools.ts';`,
  'conformance/cli/main.ts': `import '../runner/index.ts'; import './option.ts';`,
  'conformance/cli/option.ts': `import '../../simulator/protocol/index.ts';`,
  'conformance/runner/index.ts': `import '../../reports/index.ts'; import '../../binding/library/index.ts';`,
};

/** Each planted file breaks one rule, and the rule that must tell of it. */
const planted = [
  [
    'simulator/protocol/up.ts',
    `import type { Rule } from '../rules/index.ts'; export type Up = Rule;`,
    'arrow-simulator-protocol',
  ],
  ['simulator/profiles/up.ts', `export type * from '../rules/index.ts';`, 'arrow-simulator-profiles'],
  ['simulator/rules/down.ts', `import '../engine/index.ts';`, 'arrow-simulator-rules'],
  ['simulator/engine/side.ts', `import '../profiles/index.ts';`, 'arrow-simulator-engine'],
  ['simulator/exchange/up.ts', `export const later = () => import('../index.ts');`, 'arrow-simulator-exchange'],
  ['simulator/testing/up.ts', `import '../../conformance/runner/index.ts';`, 'arrow-simulator'],
  ['binding/up.ts', `import '../conformance/runner/index.ts';`, 'arrow-binding'],
  ['conformance/side.ts', `import '../fixtures/agent.ts';`, 'arrow-conformance'],
  ['fixtures/agent.ts', `import '../simulator/index.ts';`, null],
  [
    'reports/up.ts',
    `import type { Code } from '../simulator/protocol/index.ts'; export type Up = Code;`,
    'arrow-reports',
  ],
  ['conformance/runner/cli.ts', `import '../cli/index.ts';`, 'nothing-imports-cli'],
  ['conformance/cli/index.ts', `import './option.ts';`, null],
  [
    'conformance/private.ts',
    `import type { Code } from '../simulator/protocol/code.ts'; export type P = Code;`,
    'door-from-depth-1',
  ],
  ['simulator/exchange/deep.ts', `import '../engine/pages/page.ts';`, 'door-from-depth-2'],
  ['simulator/exchange/deepDoor.ts', `import '../engine/pages/index.ts';`, 'door-from-depth-2'],
  ['simulator/engine/log/side.ts', `import '../pages/page.ts';`, 'door-from-depth-3'],
  ['simulator/engine/log/more/side.ts', `import '../../pages/page.ts';`, 'door-from-depth-4'],
  ['simulator/engine/round.ts', `import type { B } from './about.ts'; export type A = B;`, null],
  ['simulator/engine/about.ts', `import type { A } from './round.ts'; export type B = A;`, 'no-cycles'],
  ['simulator/engine/alone.ts', `export const alone = 1;`, 'no-orphans'],
  ['simulator/engine/disk.ts', `import { readFileSync } from 'node:fs'; readFileSync('x');`, 'simulator-is-pure'],
  ['simulator/engine/files.ts', `import { open } from 'fs/promises'; open('x');`, 'simulator-is-pure'],
  ['simulator/engine/chance.ts', `import { randomBytes } from 'node:crypto'; randomBytes(1);`, 'simulator-is-pure'],
  ['simulator/engine/helped.ts', `import './testing/index.ts';`, 'tests-are-not-imported'],
  ['conformance/runner/dev.ts', `import 'fast-check';`, 'no-dev-dependency-in-product-code'],
  ['conformance/runner/undeclared.ts', `import 'yaml';`, 'packages-are-declared'],
  ['conformance/runner/nowhere.ts', `import './missing.ts';`, 'imports-lead-somewhere'],
];

/**
 * The violations in a planted house, as "rule file".
 *
 * @param {Readonly<Record<string, string>>} files
 * @returns {Promise<Set<string>>}
 */
const violationsIn = (files) =>
  withFiles(files, async (folder) => {
    const folders = [...new Set(Object.keys(files).flatMap((path) => path.split('/').slice(0, -1)[0] ?? []))];
    const { output } = await runNode(
      [join(root, programs.depcruise), '--config', rules, '--output-type', 'json', ...folders],
      folder,
    );
    const { summary } = JSON.parse(output);
    assert.ok(summary.totalCruised >= Object.keys(files).length - 1, 'the planted files were not all read');
    return new Set(summary.violations.map(({ rule, from }) => `${rule.name} ${from}`));
  });

test('a house in which every arrow points the right way has no violation', async () => {
  assert.equal([...(await violationsIn(house))], []);
});

test('every rule bites: each planted import is reported by its rule, type-only and dynamic ones too', async () => {
  const violations = await violationsIn({
    ...house,
    ...Object.fromEntries(planted.map(([path, text]) => [path, text])),
  });
  for (const [path, , rule] of planted) {
    if (rule !== null) assert.ok(violations.has(`${rule} ${path}`), `${rule} did not tell of ${path}`);
  }
  const clean = Object.keys(house).filter((path) =>
    [...violations].some((violation) => violation.endsWith(` ${path}`)),
  );
  assert.equal(clean, [], 'files that break no rule were told of');
});

test('no rule is without a planted import that it must report', async () => {
  const { default: config } = await import(rules);
  const tested = new Set(planted.map(([, , rule]) => rule));
  const untested = config.forbidden.map(({ name }) => name).filter((name) => !tested.has(name));
  assert.equal(untested, []);
});

test.run();
