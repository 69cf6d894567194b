import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Registry } from './registry.ts';

const KEY = 'HKLM\\SYSTEM\\Key';

test('names are found whatever their case, and kept as they were first written', () => {
  const registry = new Registry();
  registry.set(KEY, 'LowLog Number', { type: 'REG_DWORD', data: 5 });
  registry.set(KEY.toLowerCase(), 'LOWLOG NUMBER', { type: 'REG_DWORD', data: 6 });
  assert.is(registry.number(KEY, 'lowlog number'), 6);
  assert.equal(registry.values(KEY), [{ name: 'LowLog Number', value: { type: 'REG_DWORD', data: 6 } }]);
});

test('a value of another type is not read as what it is not', () => {
  const registry = new Registry();
  registry.set(KEY, 'LogPath', { type: 'REG_SZ', data: 'text' });
  assert.is(registry.number(KEY, 'LogPath'), null);
  assert.is(registry.text(KEY, 'LogPath'), 'text');
  assert.is(registry.text(KEY, 'missing'), null);
});

test('a deleted key is gone with its values, and can be written again', () => {
  const registry = new Registry();
  registry.set(KEY, 'a', { type: 'REG_SZ', data: 'x' });
  assert.ok(registry.deleteKey(KEY));
  assert.not.ok(registry.deleteKey(KEY));
  assert.not.ok(registry.hasKey(KEY));
  assert.equal(registry.values(KEY), []);
});

test('the registry has a limit, and deleting makes room', () => {
  const registry = new Registry();
  const fill = () => {
    for (let i = 0; i < 10_000; i++) registry.set(KEY, `v${i}`, { type: 'REG_DWORD', data: i });
  };
  fill();
  assert.throws(() => registry.set(KEY, 'one more', { type: 'REG_DWORD', data: 0 }), /limited to 10000 values/);
  registry.deleteKey(KEY);
  fill();
  assert.is(registry.values(KEY).length, 10_000);
});

test.run();
