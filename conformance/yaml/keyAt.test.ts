import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { keyAt } from './index.ts';

const text = `name: A
server:
  name: EXCH1 # a remark
  services: { information-store: { private: 1 } }
steps:
  - load: { transactions: 5 }
  - backup:
      kind: full
      set: "a: b"
  - [1, { deep: 2 }]
`;

const keyOf = (part: string): string | null => {
  const lines = text.split('\n');
  const line = lines.findIndex((it) => it.includes(part));
  return keyAt(text, line + 1, (lines[line]?.indexOf(part) ?? 0) + 1);
};

test('a place in a YAML text has the key of what stands there, items counted from 1', () => {
  assert.is(keyOf('name: A'), 'name');
  assert.is(keyOf('EXCH1'), 'server.name');
  assert.is(keyOf('private'), 'server.services.information-store.private');
  assert.is(keyOf('transactions'), 'steps[1].load.transactions');
  assert.is(keyOf('"a: b"'), 'steps[2].backup.set');
  assert.is(keyOf('2 }'), 'steps[3][2].deep');
});

test('without a column it is what begins first on the line; what has no key has none', () => {
  assert.is(keyAt(text, 3, null), 'server.name');
  assert.is(keyAt(text, 6, null), 'steps[1].load');
  assert.is(keyAt('- 1\n', 1, 3), '[1]');
  assert.is(keyAt('just words', 1, 1), null);
  assert.is(keyAt('', 7, 1), null);
  assert.is(keyAt('a: [unclosed', 1, 1), 'a');
});

test.run();
