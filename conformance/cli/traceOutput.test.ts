import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { TraceOutput } from './traceOutput.ts';

const folder = mkdtempSync(join(tmpdir(), 'edbproof-trace-'));
test.after(() => rmSync(folder, { recursive: true }));

test('every line is in the file as soon as it is added, and there is no file without a line', () => {
  const trace = new TraceOutput(join(folder, 'a.jsonl'));
  assert.not.ok(trace.exists);
  trace.add('one\n');
  assert.is(readFileSync(trace.path, 'utf8'), 'one\n');
  trace.add('two\n');
  assert.is(readFileSync(trace.path, 'utf8'), 'one\ntwo\n');
  assert.equal(trace.lines(trace.finish()), [`Trace: ${trace.path}`]);
  const silent = new TraceOutput(join(folder, 'b.jsonl'));
  assert.equal(silent.lines(silent.finish()), []);
  assert.not.ok(existsSync(silent.path));
});

test('a trace that cannot be written is said once, at the end', () => {
  const nowhere = new TraceOutput(join(folder, 'absent', 'a.jsonl'));
  nowhere.add('one\n');
  nowhere.add('two\n');
  assert.match(nowhere.lines(nowhere.finish()).join(), /^Warning: the trace is not whole: ENOENT/);
});

test('a trace is never written over another file', () => {
  const link = join(folder, 'link.jsonl');
  symlinkSync('/dev/full', link);
  const trace = new TraceOutput(link);
  assert.ok(trace.exists);
  trace.add('one\n');
  assert.match(trace.finish() ?? '', /EEXIST/);
});

test.run();
