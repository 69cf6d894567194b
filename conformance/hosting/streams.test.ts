import { createHash } from 'node:crypto';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { CompletedCall } from '../../binding/host/index.ts';
import { type Hbc, Hr } from '../../simulator/protocol/index.ts';
import { StreamLedger } from './streams.ts';
import { callFacts, context } from './testing/callFacts.ts';

const one = context(4n);
const two = context(8n);

const open = (hbc: Hbc, name: string, fileSizeBytes: number, code = Hr.hrNone): CompletedCall => ({
  ...callFacts,
  function: 'HrBackupOpenFileW',
  arguments: [hbc, name, 0],
  result: { code, fileSizeBytes },
});
const read = (hbc: Hbc, text: string): CompletedCall => ({
  ...callFacts,
  function: 'HrBackupRead',
  arguments: [hbc, new Uint8Array(9), 9],
  result: { code: Hr.hrNone, bytesRead: text.length },
  data: Buffer.from(text),
});
const close = (hbc: Hbc): CompletedCall => ({
  ...callFacts,
  function: 'HrBackupClose',
  arguments: [hbc],
  result: { code: Hr.hrNone },
});

const seen = (calls: readonly CompletedCall[]): readonly (readonly [string, number, boolean])[] => {
  const ledger = new StreamLedger(
    () => 1,
    () => 'cp932',
  );
  for (const call of calls) ledger.take(call);
  ledger.endAll();
  return ledger.streams.map(({ name, readBytes, isWhole }) => [name, readBytes, isWhole] as const);
};

test('a file of which more bytes came than it has was not read as it is', () => {
  const calls = [open(one, 'a', 4), read(one, 'abcd'), read(one, 'e'), close(one)];
  assert.equal(seen(calls), [['a', 5, false]]);
});

test('a stream is whole when each byte of it was read', () => {
  const ledger = new StreamLedger(
    () => 1,
    () => 'cp932',
  );
  for (const call of [open(one, 'a', 4), read(one, 'ab'), read(one, 'cd'), close(one)]) ledger.take(call);
  assert.equal(ledger.streams, [
    {
      session: 1,
      name: 'a',
      sizeBytes: 4,
      readBytes: 4,
      isWhole: true,
      sha256: createHash('sha256').update('abcd').digest('hex'),
    },
  ]);
});

test('a name of an A call is the text that its bytes are in the code page of the client', () => {
  const call: CompletedCall = {
    ...callFacts,
    function: 'HrBackupOpenFileA',
    arguments: [one, Uint8Array.of(0x95, 0x5c, 0x61), 0],
    result: { code: Hr.hrNone, fileSizeBytes: 0 },
  };
  assert.equal(seen([call]), [['表a', 0, true]]);
});

test('streams of several contexts are kept apart', () => {
  const calls = [open(one, 'a', 2), open(two, 'b', 4), read(two, 'xxxx'), read(one, 'a'), close(two), close(one)];
  assert.equal(seen(calls), [
    ['b', 4, true],
    ['a', 1, false],
  ]);
});

test('a file that did not open is none, one that is opened anew is another, and one left open is not whole', () => {
  assert.equal(seen([open(one, 'a', 2, Hr.hrError), read(one, 'ab')]), []);
  assert.equal(seen([open(one, 'a', 2), read(one, 'a'), open(one, 'a', 2), read(one, 'ab')]), [
    ['a', 1, false],
    ['a', 2, true],
  ]);
  assert.equal(seen([open(one, 'a', 2), read(one, 'a')]), [['a', 1, false]]);
});

test.run();
