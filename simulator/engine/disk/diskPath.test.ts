import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { joinPath, MAXIMUM_PATH_LENGTH, parsePath } from './diskPath.ts';

test('a full path is taken apart, keeping its case for show and losing it for comparison', () => {
  assert.equal(parsePath('d:\\ExchSrvr\\MDBData\\Priv.EDB'), {
    volume: 'D',
    folder: 'd:\\ExchSrvr\\MDBData',
    name: 'Priv.EDB',
    folderKey: 'd:\\exchsrvr\\mdbdata',
    nameKey: 'priv.edb',
  });
});

test('a file in the root has the root as its folder', () => {
  assert.equal(parsePath('C:\\edb.log')?.folder, 'C:\\');
});

test('what Windows would not take as a full path is not one', () => {
  const bad = [
    '',
    'edb.log',
    'D:edb.log',
    '\\edb.log',
    '\\\\server\\share\\edb.log',
    'D:\\',
    'D:\\a\\',
    'D:\\a\\\\b',
    'D:\\\\b',
  ];
  const badNames = [
    'D:\\..\\b',
    'D:\\a\\.',
    'D:\\a?b',
    'D:\\a*\\b',
    'D:\\a:b',
    'D:\\a/b',
    'D:\\a.',
    'D:\\a ',
    'D:\\a\tb',
    '1:\\a',
  ];
  for (const path of [...bad, ...badNames]) assert.is(parsePath(path), null, JSON.stringify(path));
  for (const path of ['D:\\a', 'z:\\a b\\c.d e', 'D:\\.a', 'D:\\ä']) assert.ok(parsePath(path) !== null, path);
});

test('a path has at most 259 characters', () => {
  const longest = `D:\\${'x'.repeat(MAXIMUM_PATH_LENGTH - 3)}`;
  assert.ok(parsePath(longest) !== null);
  assert.is(parsePath(`${longest}x`), null);
});

test('a folder and a name join to a path, with or without a closing backslash', () => {
  assert.is(joinPath('D:\\', 'a'), 'D:\\a');
  assert.is(joinPath('D:\\logs', 'a'), 'D:\\logs\\a');
  assert.is(joinPath('D:\\logs\\', 'a'), 'D:\\logs\\a');
});

test.run();
