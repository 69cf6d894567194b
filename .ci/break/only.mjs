// Stands in for uvu in a copy of the built tree: runs the tests of a file that a requirement names, up to the first that
// fails, and then others, up to the first that passes, because a change that breaks everything proves nothing. Each
// beginning and end is a line of JSON in the file that EDBPROOF_BREAK_OUTCOMES names; EDBPROOF_BREAK_TITLES are the titles.
import { appendFileSync } from 'node:fs';
import { test as uvuTest } from 'uvu';

export * from 'uvu';

const wanted = new Set(JSON.parse(process.env.EDBPROOF_BREAK_TITLES ?? '[]'));
const stopsAtFirst = process.env.EDBPROOF_BREAK_ALL !== '1';
const outcomes = process.env.EDBPROOF_BREAK_OUTCOMES ?? '';

/** @type {Array<[string, (context: unknown) => unknown]>} */
const others = [];
let failed = false;
let passed = false;

/** @param {object} line */
const tell = (line) => appendFileSync(outcomes, `${JSON.stringify(line)}\n`);

/**
 * @param {string} title
 * @param {(context: unknown) => unknown} check
 */
const told = (title, check) => async (context) => {
  const started = performance.now();
  tell({ title, is: 'begun' });
  try {
    await check(context);
  } catch (error) {
    failed ||= wanted.has(title);
    const message = error instanceof Error ? error.message : String(error);
    tell({ title, is: 'failed', message, milliseconds: performance.now() - started });
    return;
  }
  passed = true;
  tell({ title, is: 'passed', milliseconds: performance.now() - started });
};

/**
 * @param {string} title
 * @param {(context: unknown) => unknown} check
 */
function only(title, check) {
  if (!wanted.has(title)) {
    others.push([title, check]);
    return;
  }
  const run = told(title, check);
  uvuTest(title, async (context) => {
    if (!(failed && stopsAtFirst)) await run(context);
  });
}

/** Whether a change that was noticed leaves anything as it was. */
const controls = () => {
  for (const [title, check] of others) {
    const run = told(title, check);
    uvuTest(title, async (context) => {
      if (failed && !passed) await run(context);
    });
  }
};

export const test = Object.assign(only, {
  before: uvuTest.before,
  after: uvuTest.after,
  run: () => {
    controls();
    uvuTest.run();
  },
});
