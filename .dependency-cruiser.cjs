// The arrows between the folders (ARCHITECTURE.md). Type-only imports count: a type is a dependency like any other.
// The sources are parsed by @swc/core, because dependency-cruiser knows no TypeScript after version 6.

const ours = '^(simulator|binding|conformance|reports|fixtures)/';
const testCode = '(\\.test\\.ts$|/testing/)';

/**
 * A folder that may import from the listed folders and from itself, and from nothing else of ours.
 *
 * @param {string} folder
 * @param {readonly string[]} allowed
 */
const arrow = (folder, allowed) => ({
  name: `arrow-${folder.replace('/', '-')}`,
  comment: `${folder} may import ${allowed.length === 0 ? 'nothing else of ours' : allowed.join(', ')}.`,
  severity: 'error',
  from: { path: `^${folder}/` },
  to: { path: ours, pathNot: [folder, ...allowed].map((name) => `^${name}/`) },
});

/**
 * From a file at this depth: its own folder, the folders above it, and the doors (index.ts) beside them. The door of
 * one folder below each of the top folders is open to everyone; what lies deeper is reached through it.
 *
 * @param {number} depth folders above the file
 */
const doors = (depth) => {
  const levels = Array.from({ length: depth }, (_, index) => index + 1);
  const above = levels.map((level) =>
    levels
      .slice(0, level)
      .map((index) => `$${index}`)
      .join('/'),
  );
  return {
    name: `door-from-depth-${depth}`,
    comment: 'A folder is entered through its index.ts; what that does not export is private.',
    severity: 'error',
    from: { path: `^${levels.map(() => '([^/]+)').join('/')}/[^/]+$` },
    to: {
      path: ours,
      pathNot: [
        '^[^/]+/index\\.ts$',
        '^[^/]+/[^/]+/index\\.ts$',
        ...above.flatMap((folder) => [`^${folder}/[^/]+$`, `^${folder}/[^/]+/index\\.ts$`]),
        // The helpers of tests, here, beside, or of a top folder and what is in it; tests-are-not-imported keeps product code away from them.
        '^[^/]+/testing/',
        '^[^/]+/[^/]+/testing/',
        ...above.flatMap((folder) => [`^${folder}/testing/`, `^${folder}/[^/]+/testing/`]),
      ],
    },
  };
};

module.exports = {
  forbidden: [
    arrow('simulator/protocol', []),
    arrow('simulator/profiles', ['simulator/protocol']),
    arrow('simulator/rules', ['simulator/protocol', 'simulator/profiles']),
    arrow('simulator/engine', ['simulator/protocol']),
    arrow('simulator/exchange', ['simulator/protocol', 'simulator/profiles', 'simulator/rules', 'simulator/engine']),
    arrow('simulator', []),
    arrow('binding', ['simulator']),
    arrow('conformance', ['simulator', 'binding', 'reports']),
    arrow('reports', []),
    {
      name: 'nothing-imports-cli',
      comment: 'The command line is the top of the house.',
      severity: 'error',
      from: { pathNot: '^conformance/cli/' },
      to: { path: '^conformance/cli/' },
    },
    doors(1),
    doors(2),
    doors(3),
    doors(4),
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one idea, or one of them holds two.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'A file that nothing imports and that imports nothing is dead.',
      severity: 'error',
      from: { orphan: true, path: ours, pathNot: testCode },
      to: {},
    },
    {
      name: 'simulator-is-pure',
      comment: 'Disk, clock, randomness and network are handed in. Of Node, only buffers are allowed here.',
      severity: 'error',
      from: { path: '^simulator/', pathNot: testCode },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?buffer$' },
    },
    {
      name: 'tests-are-not-imported',
      comment: 'Only tests import tests and their helpers.',
      severity: 'error',
      from: { pathNot: testCode },
      to: { path: testCode },
    },
    {
      name: 'no-dev-dependency-in-product-code',
      comment: 'Who installs the package gets no dev dependencies.',
      severity: 'error',
      from: { path: ours, pathNot: testCode },
      to: { dependencyTypes: ['npm-dev'] },
    },
    {
      name: 'packages-are-declared',
      comment: 'An import that is not in package.json works by accident.',
      severity: 'error',
      from: { path: ours },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'imports-lead-somewhere',
      comment: 'The import cannot be resolved.',
      severity: 'error',
      from: { path: ours },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
