import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { SeededRandom } from './seededRandom.ts';

const draw = (random: SeededRandom, count = 8): number[] => Array.from({ length: count }, () => random.next(1000));

test('a seed pins its numbers for ever', () => {
  assert.equal(draw(new SeededRandom(1)), PINNED);
});

test('forks are independent of each other and of what their parent draws', () => {
  const parent = new SeededRandom(5);
  const before = draw(parent.fork('a'));
  draw(parent);
  assert.equal(draw(parent.fork('a')), before);
  assert.not.equal(draw(parent.fork('b')), before);
});

test('numbers stay below their limit, and a limit of 1 draws nothing', () => {
  const random = new SeededRandom(3);
  for (let i = 0; i < 500; i++) assert.ok(random.next(3) < 3);
  const other = new SeededRandom(3);
  assert.is(other.next(1), 0);
  assert.is(other.next(0), 0);
  assert.equal(draw(other), draw(new SeededRandom(3)));
});

const PINNED = [646, 328, 81, 997, 890, 829, 222, 683];

test.run();
