import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { JetError } from './index.ts';

/**
 * Errors that came with later engines (edbbcli.md 2.3, ese-engine.md 4.1). Not -565 and -1526, which articles print for
 * 4.0 to 5.5 (Q269782, Q322314, Q181824) although the list of 5.5 does not have them.
 */
const ofLaterEngines = [
  -512, -513, -538, -539, -541, -542, -543, -544, -545, -546, -547, -548, -566, -567, -569, -570, -571, -573, -574,
  -577, -579, -581, -582, -610, -611, -612, -614, -615, -616, -617, -800, -801, -1213, -1216, -1222, -1812,
];

test('the engine has no error of a later one', () => {
  const values: readonly number[] = Object.values(JetError);
  assert.equal(
    ofLaterEngines.filter((error) => values.includes(error)),
    [],
  );
  assert.ok(values.includes(-565) && values.includes(558) && values.includes(559), 'and has those that were seen');
});

test.run();
