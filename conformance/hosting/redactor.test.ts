import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { encodeListA, encodeListW } from '../../simulator/protocol/index.ts';
import { Redactor } from './redactor.ts';

const latin1 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));

test('names of servers become references in the order of their first appearance, letter case ignored', () => {
  const redactor = new Redactor();
  assert.is(redactor.server('EXCH01'), 'server-1');
  assert.is(redactor.server('\\\\exch01'), '\\\\server-1');
  assert.is(redactor.path('\\\\Other\\D$\\x\\priv.edb'), '\\\\server-2\\D$\\x\\priv.edb');
  assert.is(redactor.path('\\\\EXCH01\\D$'), '\\\\server-1\\D$');
  assert.is(redactor.server(''), '');
});

test('a name that is known is replaced in paths where it stands as a word, and nowhere inside one', () => {
  const redactor = new Redactor();
  redactor.server('MAIL');
  assert.is(
    redactor.path('D:\\mail\\MAILBOX\\e-mail\\mail_1\\mail.edb'),
    'D:\\server-1\\MAILBOX\\e-mail\\mail_1\\server-1.edb',
  );
  assert.is(redactor.path('\\\\MAIL\\share\\mail'), '\\\\server-1\\share\\server-1');
});

test('a name that was learnt counts from its first appearance', () => {
  const redactor = new Redactor();
  redactor.learn('AGENT7');
  redactor.learn('AGENT7');
  assert.is(redactor.server('EXCH01'), 'server-1');
  assert.is(redactor.path('C:\\agent7\\x'), 'C:\\server-2\\x');
});

test('bytes stay bytes, and lists keep their tokens', () => {
  const redactor = new Redactor();
  assert.equal(redactor.server(latin1('EXCH01')), latin1('server-1'));
  const entries = [
    { token: 0x45, path: '\\\\EXCH01\\D$\\mdb\\priv.edb' },
    { token: 0x21, path: '\\\\exch01\\D$\\mdb\\edb00001.log' },
  ];
  const hidden = entries.map(({ token, path }) => ({ token, path: path.replace(/exch01/i, 'server-1') }));
  const [a, b] = [encodeListA(entries, 'cp1252'), encodeListA(hidden, 'cp1252')];
  assert.ok(a.ok && b.ok);
  if (a.ok && b.ok) assert.equal(Uint8Array.from(redactor.list(a.list, 'A')), Uint8Array.from(b.list));
  const [wide, wideHidden] = [encodeListW(entries), encodeListW(hidden)];
  assert.ok(wide.ok && wideHidden.ok);
  if (wide.ok && wideHidden.ok) {
    assert.equal(Uint8Array.from(redactor.list(wide.list, 'W')), Uint8Array.from(wideHidden.list));
    const odd = Buffer.concat([wide.list, Uint8Array.of(7)]);
    assert.equal([...redactor.list(odd, 'W')], [...wideHidden.list, 7], 'half a unit at the end stays');
  }
});

test('a computer is found behind every beginning that Windows knows, with either slash', () => {
  const shown = (path: string): string => new Redactor().path(path);
  assert.is(shown('\\\\?\\UNC\\EXCH01\\D$\\exch01'), '\\\\?\\UNC\\server-1\\D$\\server-1');
  assert.is(shown('\\\\.\\unc\\EXCH01\\D$'), '\\\\.\\unc\\server-1\\D$');
  assert.is(shown('//EXCH01/D$/x'), '//server-1/D$/x');
  assert.is(shown('\\/EXCH01/D$\\EXCH01'), '\\/server-1/D$\\server-1');
  assert.is(shown('\\\\10.0.0.5\\D$\\10.0.0.5'), '\\\\server-1\\D$\\server-1');
  assert.is(shown('\\\\?\\D:\\mdbdata\\priv.edb'), '\\\\?\\D:\\mdbdata\\priv.edb', 'no computer at all');
  assert.is(shown('\\\\?'), '\\\\?');
  assert.is(shown('\\\\?\\UNC\\'), '\\\\?\\UNC\\');
});

test('of two names that stand in one place the longer is replaced', () => {
  const redactor = new Redactor();
  redactor.server('EXCH01');
  redactor.server('exch01.corp.example');
  assert.is(redactor.path('D:\\EXCH01.corp.example\\EXCH01.log'), 'D:\\server-2\\server-1.log');
});

test('more names than are told apart stay hidden all the same', () => {
  const redactor = new Redactor();
  for (let count = 1; count <= 256; count += 1) assert.is(redactor.server(`S${count}`), `server-${count}`);
  assert.is(redactor.server('S257'), 'server-many');
  assert.is(redactor.server('s9'), 'server-9');
  assert.is(new Redactor().server('x'.repeat(255)), 'server-1');
  assert.is(new Redactor().server('x'.repeat(256)), 'server-many');
});

test.run();
