// Finds in the source of a test what passes whatever the program does. Only what is certain without knowing the program.
import { parseSync } from '@swc/core';

/** @typedef {{ type?: string, span?: { start: number }, [key: string]: unknown }} Node */
/** @typedef {{ line: number, pattern: string, advice: string }} Finding */

const advice = {
  'a silent return':
    'a test that leaves before its assertions passes: assert the condition, count the runs that go on, or print "Not run: ..."',
  'one of several answers': 'assert the one answer that is right here, computed if need be',
  'a swallowed assertion': 'assert after the try, or throw on what is no expected error',
  'assertions only where something is thrown': 'end the try with assert.unreachable(), or use assert.throws',
  'an assertion of a constant': 'assert something that the program says',
  'a size that is never negative': 'assert the least size that counts',
  'a test that is left out, or alone': 'run all of them; what cannot run here is printed as "Not run: ..."',
};

/**
 * @param {string} source TypeScript or JavaScript
 * @returns {Finding[]} sorted by line
 */
export function suspiciousPatterns(source) {
  // Places are counted from the first thing in the source, whatever was parsed before: so the first thing is ours.
  const text = Buffer.from(`;${source}`);
  const program = /** @type {Node} */ (/** @type {unknown} */ (parseSync(text.toString(), { syntax: 'typescript' })));
  const base = program.span?.start ?? 0;
  /** @type {Finding[]} */
  const findings = [];
  /** @param {Node} node @param {keyof typeof advice} pattern */
  const tell = (node, pattern) => {
    const line = text
      .subarray(0, startOf(node) - base)
      .toString()
      .split('\n').length;
    findings.push({ line, pattern, advice: advice[pattern] });
  };
  walk(program, (node) => {
    if (node.type === 'BlockStatement' || node.type === 'FunctionBody') silentReturns(node, tell);
    if (node.type === 'CallExpression') suspiciousCall(node, tell);
    if (node.type === 'TryStatement') suspiciousTry(node, tell);
  });
  return findings.sort((a, b) => a.line - b.line);
}

/** @typedef {(node: Node, pattern: keyof typeof advice) => void} Tell */

/**
 * `if (...) return;` with assertions behind it, and no count of the runs that come to them.
 *
 * @param {Node} block @param {Tell} tell
 */
function silentReturns(block, tell) {
  const statements = nodes(block['stmts']);
  statements.forEach((statement, index) => {
    if (statement.type !== 'IfStatement' || statement['alternate']) return;
    const [only, ...more] = body(statement['consequent']);
    if (more.length > 0 || only?.type !== 'ReturnStatement' || only['argument']) return;
    const behind = statements.slice(index + 1);
    if (behind.some((later) => has(later, isAssertion)) && !behind.some((later) => has(later, isCount))) {
      tell(statement, 'a silent return');
    }
  });
}

/** @param {Node} call @param {Tell} tell */
function suspiciousCall(call, tell) {
  if (/^(test|check)\.(only|skip)$/.test(nameOf(call['callee']))) tell(call, 'a test that is left out, or alone');
  if (!isAssertion(call)) return;
  const [actual, expected] = nodes(call['arguments']).map((argument) => /** @type {Node} */ (argument['expression']));
  const name = nameOf(call['callee']);
  if (name === 'assert.ok' && isConstant(actual)) tell(call, 'an assertion of a constant');
  if (/^assert\.(is|equal)$/.test(name) && isConstant(actual) && isConstant(expected)) {
    tell(call, 'an assertion of a constant');
  }
  if (name !== 'assert.ok') return;
  if (isOneOfConstants(actual)) tell(call, 'one of several answers');
  if (isNeverNegative(actual)) tell(call, 'a size that is never negative');
}

/** `[0, 1].includes(code)`, and `code === 0 || code === 1`. @param {Node | undefined} node */
function isOneOfConstants(node) {
  if (node?.type === 'BinaryExpression' && node['operator'] === '||') {
    const sides = [node['left'], node['right']].map((side) => /** @type {Node} */ (side));
    const asked = sides.map((side) => (isComparison(side) ? nameOf(side['left']) : ''));
    return asked[0] !== '' && asked[0] === asked[1];
  }
  if (node?.type !== 'CallExpression') return false;
  const { object, property } = /** @type {{ object?: Node, property?: Node }} */ (node['callee']);
  if (property?.['value'] !== 'includes' || object?.type !== 'ArrayExpression') return false;
  return nodes(object['elements']).every((element) => isConstant(/** @type {Node} */ (element['expression'])));
}

/** @param {Node} node */
const isComparison = (node) => node.type === 'BinaryExpression' && node['operator'] === '===';

/** `x.length >= 0`. @param {Node | undefined} node */
function isNeverNegative(node) {
  if (node?.type !== 'BinaryExpression' || node['operator'] !== '>=') return false;
  const right = /** @type {Node} */ (node['right']);
  return right.type === 'NumericLiteral' && right['value'] === 0 && /\.(length|size)$/.test(nameOf(node['left']));
}

/** @param {Node} statement @param {Tell} tell */
function suspiciousTry(statement, tell) {
  const handler = /** @type {Node | null} */ (statement['handler']);
  if (handler === null) return;
  const isTried = has(statement['block'], isAssertion);
  const isCaught = has(handler, isAssertion);
  const goesOn = has(handler, ({ type }) => type === 'ThrowStatement');
  if (isTried && !isCaught && !goesOn) tell(statement, 'a swallowed assertion');
  if (isCaught && !isTried && !has(statement['block'], ({ type }) => type === 'ThrowStatement')) {
    tell(statement, 'assertions only where something is thrown');
  }
}

/** @param {Node} node */
const isAssertion = (node) => node.type === 'CallExpression' && nameOf(node['callee']).startsWith('assert.');

/** Something that a test may look at in the end: `seen += 1`, `seen++`, `seen.add(...)`, `lines.push(...)`. @param {Node} node */
function isCount(node) {
  if (node.type === 'UpdateExpression') return true;
  if (node.type === 'AssignmentExpression') return true;
  return node.type === 'CallExpression' && /\.(add|push)$/.test(nameOf(node['callee']));
}

/** @param {Node | undefined} node */
const isConstant = (node) =>
  node !== undefined && ['BooleanLiteral', 'NumericLiteral', 'StringLiteral'].includes(node.type ?? '');

/** `assert.not.ok` of an access; empty for anything else. @param {unknown} node @returns {string} */
function nameOf(node) {
  const { type, value, object, property } = /** @type {Node} */ (node ?? {});
  if (type === 'Identifier') return String(value);
  return type === 'MemberExpression' ? `${nameOf(object)}.${nameOf(property)}` : '';
}

/** @param {unknown} statement @returns {Node[]} */
function body(statement) {
  const node = /** @type {Node} */ (statement);
  return node.type === 'BlockStatement' ? nodes(node['stmts']) : [node];
}

/** @param {Node} node */
const startOf = (node) => node.span?.start ?? startOf(nodes(Object.values(node))[0] ?? { span: { start: 0 } });

/** @param {unknown} value @returns {Node[]} */
const nodes = (value) =>
  Array.isArray(value) ? value.flatMap((item) => (typeof item === 'object' && item !== null ? [item] : [])) : [];

/** @param {unknown} node @param {(node: Node) => boolean} is @returns {boolean} */
function has(node, is) {
  let found = false;
  walk(node, (inner) => {
    found ||= is(inner);
  });
  return found;
}

/** @param {unknown} node @param {(node: Node) => void} visit */
function walk(node, visit) {
  if (typeof node !== 'object' || node === null) return;
  visit(/** @type {Node} */ (node));
  for (const value of Object.values(node)) walk(value, visit);
}
