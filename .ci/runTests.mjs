import { resolve } from 'node:path';
import { programs, root, runNode } from './programs.mjs';
import { filesEndingWith } from './testFiles.mjs';
import { distrust, parseUvuOutput } from './uvuOutput.mjs';

/**
 * Runs every test file of a folder with uvu in one process, and believes the result only if every file ran a test.
 *
 * @param {string} folder absolute, or from the root
 * @param {string} ending of the test files' names: '.test.js'
 * @param {readonly string[]} wrapper a script and its options that runs the rest of its command line, such as c8
 * @returns {Promise<{ passed: number, failed: number, output: string }>} a run that cannot be trusted has failed once
 *   more than its tests
 */
export async function runTests(folder, ending, wrapper = []) {
  const testFiles = filesEndingWith(resolve(root, folder), ending);
  const uvu = [programs.uvu, folder, `${ending.replaceAll('.', '\\.')}$`];
  const command = wrapper.length === 0 ? uvu : [...wrapper, process.execPath, '--enable-source-maps', ...uvu];
  const { ok, output } = await runNode(command);

  const counts = parseUvuOutput(output, testFiles);
  const problems = distrust(counts, testFiles);
  const passed = counts?.passed ?? 0;
  const failedTests = (counts?.total ?? 0) - passed;
  if (!ok && failedTests === 0 && problems.length === 0) problems.push('uvu ended with a failure that no test told of');
  return {
    passed,
    failed: failedTests + (problems.length > 0 ? 1 : 0),
    output: output + problems.map((problem) => `Not to be trusted: ${problem}\n`).join(''),
  };
}
