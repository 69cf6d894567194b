import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { root } from './programs.mjs';
import { filesEndingWith } from './testFiles.mjs';
import { suspiciousPatterns } from './testPatterns.mjs';

const folders = ['.ci', 'simulator', 'binding', 'conformance', 'reports'];

test('no test is written so that it passes whatever the program does', () => {
  const files = folders.flatMap((folder) =>
    ['.test.ts', '.test.mjs', '.windows.mjs']
      .flatMap((ending) => filesEndingWith(join(root, folder), ending))
      .map((file) => `${folder}/${file}`),
  );
  assert.ok(files.length > 200, `only ${files.length} tests were found`);
  const told = files.flatMap((file) =>
    suspiciousPatterns(readFileSync(join(root, file), 'utf8')).map(
      ({ line, pattern, advice }) => `${file}:${line}: ${pattern}: ${advice}`,
    ),
  );
  assert.equal(told, []);
});

/** As the body of a test, on the third line. */
const inTest = (/** @type {string} */ body) =>
  `// é: a line has more bytes than characters\ntest('planted', () => {\n${body}\n});\n`;

/** Passes either way, with the pattern that is told. */
const planted = [
  ['if (isRoot) return; assert.ok(x);', 'a silent return'],
  ['if (isRoot) { return; } assert.ok(x);', 'a silent return'],
  ['each((x) => { if (!x.ok) return; work(); within(() => { assert.is(x.size, 4); }); });', 'a silent return'],
  ['assert.ok([0, 1].includes(exitCode));', 'one of several answers'],
  ["assert.ok(end === 'good' || end === 'bad');", 'one of several answers'],
  ['try { assert.is(a, b); } catch {}', 'a swallowed assertion'],
  ['try { assert.is(a, b); } catch (error) { console.log(error); }', 'a swallowed assertion'],
  ['try { call(); } catch (error) { assert.match(error.message, /no/); }', 'assertions only where something is thrown'],
  ['assert.ok(true);', 'an assertion of a constant'],
  ["assert.ok('it came here');", 'an assertion of a constant'],
  ['assert.is(1, 1);', 'an assertion of a constant'],
  ['assert.ok(lines.length >= 0);', 'a size that is never negative'],
  ["test.only('alone', () => {});", 'a test that is left out, or alone'],
  ["check.skip('left out', () => {});", 'a test that is left out, or alone'],
];

test('what passes either way is told, with its line', () => {
  for (const [source, pattern] of planted) {
    const found = suspiciousPatterns(inTest(source));
    assert.equal(
      found.map((finding) => [finding.line, finding.pattern]),
      [[3, pattern]],
      source,
    );
  }
});

test('what looks like it and is sound is let alone', () => {
  for (const source of [
    "if (isRoot) { process.stdout.write('Not run: ...'); return; } assert.ok(x);",
    'property((x) => { if (!x.ok) return; seen += 1; assert.is(x.size, 4); });',
    'property((x) => { if (!x.ok) return; assert.is(x.size, 4); seen.add(x); });',
    'onCall((nth) => { if (nth !== 6) return; stop.abort(); });',
    'const last = () => { if (a) return 5; assert.ok(b); return 6; };',
    'assert.ok(allowed.includes(value));',
    'assert.ok([a, b].includes(value));',
    "assert.ok(first === 'a' || second === 'b');",
    'try { call(); assert.unreachable(); } catch (error) { assert.match(error.message, /no/); }',
    'try { assert.is(a, b); } catch (error) { if (!(error instanceof Known)) throw error; }',
    'try { assert.is(a, b); } finally { tidy(); }',
    'assert.is(count, 0);',
    'assert.ok(lines.length > 0);',
    'assert.ok(at >= 0);',
  ]) {
    assert.equal(suspiciousPatterns(inTest(source)), [], source);
  }
});

test.run();
