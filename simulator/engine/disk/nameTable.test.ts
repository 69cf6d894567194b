import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { NameTable } from './nameTable.ts';

test('a table of names is a map, whatever comes and goes', () => {
  let sweeps = 0;
  const step = fc.record({ key: fc.integer({ min: 0, max: 3000 }), put: fc.boolean() }, { noNullPrototype: true });
  fc.assert(
    fc.property(fc.array(step, { minLength: 3000, maxLength: 6000, size: 'max' }), (steps) => {
      const table = new NameTable<number>();
      const model = new Map<string, number>();
      let taken = 0;
      for (const [index, { key, put }] of steps.entries()) {
        const name = `edb${key}`;
        if (put && index < steps.length / 2) {
          table.set(name, index);
          model.set(name, index);
        } else {
          taken += model.delete(name) ? 1 : 0;
          table.delete(name);
        }
        assert.is(table.get(name), model.get(name) ?? null);
        assert.is(table.size, model.size);
      }
      for (const name of [...model.keys()]) table.delete(name);
      taken += model.size;
      if (taken > 1024) sweeps++;
      assert.equal([...table.entries()], []);
    }),
    { seed: 7, numRuns: 10 },
  );
  assert.ok(sweeps > 0, 'inconclusive: vacancies were never swept out');
});

test('a name that comes back has its new item', () => {
  const table = new NameTable<string>();
  table.set('edb.log', 'old');
  table.delete('edb.log');
  table.delete('edb.log');
  assert.is(table.get('edb.log'), null);
  table.set('edb.log', 'new');
  assert.equal([...table.entries()], [['edb.log', 'new']]);
  assert.is(table.size, 1);
});

test.run();
