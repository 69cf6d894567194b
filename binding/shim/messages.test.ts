import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { codeInfos, formatCode, Hr, NOT_MODELLED } from '../../simulator/protocol/index.ts';
import { testsWith } from '../testing/tools.ts';
import { library, shimFolder } from './testing/builds.ts';
import { messageResource, messages, messageText } from './testing/messageTable.ts';
import { findMessage, messageTables } from './testing/peMessages.ts';

const windows = testsWith('the messages in the Windows libraries', 'i686-w64-mingw32-gcc', 'x86_64-w64-mingw32-gcc');

test('messages.rc is what the codes of simulator/protocol give', () => {
  const written = readFileSync(join(shimFolder, 'messages.rc'), 'utf8');
  assert.is(written, messageResource(), 'write it anew: npm run build && node .ci/shimMessages.mjs');
});

test('every code that is not of Windows has a message of one line, and no two share a value', () => {
  const table = messages();
  const expected = codeInfos.filter(({ origin }) => origin !== 'Windows');
  assert.is(table.size, expected.length);
  for (const info of expected) assert.is(table.get(info.value), info, info.name);
  for (const code of [Hr.hrCircularLogging, Hr.hrMissingFullBackup, NOT_MODELLED]) assert.ok(table.has(code));
  // Plain text needs no thought of code pages: FormatMessageA gives the same on every machine.
  for (const info of expected) assert.match(messageText(info), /^[ -~]{5,500}\r\n$/, info.name);
});

for (const platform of ['win32-x86', 'win32-x64'] as const) {
  windows(`${platform}: FormatMessage finds a text for every code, and none for the codes beside them`, async () => {
    const tables = messageTables(readFileSync(join(await library(platform), 'edbbcli.dll')));
    assert.equal(
      tables.map(({ language }) => language),
      [0],
    );
    const [table] = tables;
    if (table === undefined) throw new Error('no table');
    const expected = messages();
    let strangers = 0;
    for (const [code, info] of expected) {
      assert.is(findMessage(table, code), messageText(info), formatCode(code));
      const next = info.value + 1;
      if (![...expected.keys()].some((known) => known === next)) {
        assert.is(findMessage(table, next), null, next.toString(16));
        strangers += 1;
      }
    }
    assert.ok(strangers > 50, `${strangers} codes beside`);
  });
}

test.run();
