import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { LogSet } from './logSet.ts';

/** The obvious implementation: which generations are there, and which of them continue the one below. */
class Model {
  readonly links = new Map<number, boolean>();

  runs(): number[] {
    const runs: number[] = [];
    for (const generation of [...this.links.keys()].sort((a, b) => a - b)) {
      const continues = this.links.get(generation) === true && runs.at(-1) === generation - 1;
      if (continues) runs[runs.length - 1] = generation;
      else runs.push(generation, generation);
    }
    return runs;
  }
}

const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('append'),
      skip: fc.constantFrom(1, 1, 1, 2, 3),
      isChained: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('remove'), low: fc.nat(40), count: fc.nat(6) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('link'), generation: fc.nat(40), isChained: fc.boolean() }) },
);

test('runs are what a list of all generations would say', () => {
  let multiple = 0;
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40, size: 'max' }), (steps) => {
      const set = new LogSet();
      const model = new Model();
      let last = 0;
      for (const action of steps) {
        if (action.kind === 'append' && 'skip' in action) {
          last += action.skip;
          set.append(last, action.isChained);
          model.links.set(last, action.isChained);
        } else if (action.kind === 'remove' && 'low' in action) {
          set.removeRange(action.low, action.low + action.count);
          for (let at = action.low; at < action.low + action.count; at += 1) model.links.delete(at);
          // What continued a log that is gone continues nothing.
          if (action.count > 0 && model.links.has(action.low + action.count))
            model.links.set(action.low + action.count, false);
          last = Math.max(0, ...model.links.keys());
        } else if ('generation' in action) {
          set.setLink(action.generation, action.isChained);
          const both = model.links.has(action.generation) && model.links.has(action.generation - 1);
          if (both) model.links.set(action.generation, action.isChained);
        }
        assert.equal([...set.runs], model.runs());
        assert.is(set.lowest, model.runs()[0] ?? 0);
        for (let at = 0; at < 45; at += 1) assert.is(set.has(at), model.links.has(at));
      }
      if (set.runs.length > 4) multiple += 1;
    }),
    { seed: 4, numRuns: 200 },
  );
  assert.ok(multiple > 20, 'the property has not seen sets of several runs');
});

test('a log is appended above all others', () => {
  const set = new LogSet([1, 5]);
  assert.throws(() => set.append(5, true), /not above/);
});

test.run();
