import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { hasNothingToRun } from './coverage.mjs';

test('types and doors have nothing to run', () => {
  assert.ok(hasNothingToRun('export {};\n//# sourceMappingURL=provenance.js.map'));
  assert.ok(hasNothingToRun('/**\n * Why.\n */\nexport {};\n'));
  assert.ok(
    hasNothingToRun("export * from './a.js';\nexport { b, c as d } from './b.js';\nexport * as e from './e.js';\n"),
  );
});

test('a file that does or defines something has', () => {
  assert.not(hasNothingToRun('process.exitCode = 1;\nexport {};\n'));
  assert.not(hasNothingToRun("export * from './a.js';\nexport const b = 1;\n"));
  assert.not(hasNothingToRun("import './a.js';\n"));
});

test.run();
