import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { VirtualFile } from '../disk/index.ts';
import { type LogHeader, stampChecksum } from '../format/index.ts';
import { backUpScene, openScene } from '../testing/history.ts';
import type { LogReport } from './report.ts';
import { bytesOf, linesOf, readerOf, streamEndBytes } from './testing/files.ts';
import { chainedLog, newLog } from './testing/samples.ts';
import { verifyFile } from './verifyFile.ts';

function verify(reader: Parameters<typeof verifyFile>[1], name: string): LogReport {
  const report = verifyFile(name, reader);
  if (report.kind !== 'log') throw new Error(`It was taken for: ${report.kind}`);
  return report;
}

const ids = (report: LogReport) => report.findings.map(({ id }) => id);

/** A closed log with records, of generation 1 or more. */
function closedLog(): { readonly name: string; readonly bytes: Uint8Array } {
  const { set } = backUpScene(openScene(9));
  const [generation, file] = [...set.logs].at(-1) ?? [0, null];
  if (file === null) throw new Error('A backup has logs');
  return { name: `edb0000${generation}.log`, bytes: bytesOf(file) };
}
const SOUND = closedLog();
const END = streamEndBytes(verify(readerOf(SOUND.bytes), SOUND.name));

test('a closed log is sound up to the record that closes it; what lies behind that means nothing', () => {
  const bytes = SOUND.bytes.slice();
  const report = verify(readerOf(bytes), SOUND.name);
  assert.equal([linesOf([report]), report.isClosed, report.recordCount > 1], [[], true, true]);
  bytes.fill(0xaa, END);
  assert.equal(linesOf([verify(readerOf(bytes), SOUND.name)]), []);
});

test('a numbered log that breaks off is found, where, and with how many records', () => {
  const bytes = SOUND.bytes.slice().fill(0, END - 8);
  const report = verify(readerOf(bytes), SOUND.name);
  const [finding] = report.findings;
  assert.equal([ids(report), finding?.errors], [['log-records'], [-501]]);
  assert.match(finding?.what ?? '', /behind \d+ sound records the log breaks off/);
  assert.equal(finding?.place?.position, report.endPosition);
  const renamed = verify(readerOf(bytes), 'sub/edb.log');
  assert.equal([ids(renamed), renamed.notes, renamed.isCurrent], [[], [], true], 'edb.log ends where it ends');
});

test('edb.log that goes on far behind its last record is found; a torn last write is noted', () => {
  const bytes = bytesOf(newLog());
  bytes[4096 + 300] = 7;
  const torn = verify(readerOf(bytes), 'edb.log');
  assert.is(torn.findingCount, 0);
  assert.match(torn.notes[0] ?? '', 'at offset 4096, lie 301 bytes');
  bytes[4096 + 4096] = 7;
  const [finding] = verify(readerOf(bytes), 'edb.log').findings;
  assert.equal([finding?.id, finding?.place?.offsetBytes], ['log-records', 4096]);
  assert.match(finding?.what ?? '', 'goes on for 4097 bytes');
});

test('the generation in the name counts, whatever a backup set puts in front of it', () => {
  const report = verify(newLog({ generation: 5 }), 'D:\\x\\003-EDB00006.LOG');
  const [finding] = report.findings;
  assert.equal([finding?.id, finding?.errors], ['log-generation', [-515, -556]]);
  assert.match(finding?.what ?? '', 'is generation 5, and its name says 6');
  assert.equal(ids(verify(newLog({ generation: 5 }), 'any.log')), []);
});

test('a wrong size is found, and the records that are there are judged', () => {
  const longer = new Uint8Array(SOUND.bytes.length + 512);
  longer.set(SOUND.bytes);
  const tooLong = verify(readerOf(longer), SOUND.name);
  assert.equal([ids(tooLong), tooLong.isClosed], [['size'], true]);
  assert.match(tooLong.findings[0]?.what ?? '', 'added to');
  const tooShort = verify(readerOf(SOUND.bytes.subarray(0, END)), SOUND.name);
  assert.equal([ids(tooShort), tooShort.isClosed], [['size'], true]);
  assert.equal(ids(verify(readerOf(SOUND.bytes.subarray(0, END - 4)), SOUND.name)), ['size', 'log-records']);
});

const changed = (file: VirtualFile, change: (view: DataView) => void): Uint8Array => {
  const bytes = bytesOf(file);
  change(new DataView(bytes.buffer));
  stampChecksum(bytes);
  return bytes;
};

test('a header with a right checksum that is no header, or of a version nobody of the era writes, is found', () => {
  const noHeader = verify(readerOf(changed(newLog(), (view) => view.setInt32(4, -1, true))), 'edb00005.log');
  assert.equal([ids(noHeader), noHeader.findings[0]?.errors], [['header'], [-501]]);
  const version: Partial<LogHeader> = { major: 7, minor: 3704 };
  const report = verify(newLog(version), 'edb.log');
  assert.equal([ids(report), report.findings[0]?.errors], [['log-version'], [-514]]);
});

test('of a header that is laid out in another way only the known part is judged, and that is said', () => {
  const bytes = changed(chainedLog(9), (view) => view.setUint16(36, 999, true));
  const report = verify(readerOf(bytes), 'edb00009.log');
  assert.equal([report.findingCount, report.header, report.endPosition], [0, null, null]);
  assert.match(report.notes[0] ?? '', 'generation 9, version 6.1503.0');
});

test('a damaged header is known as one by whatever is left of it', () => {
  const noVersion = bytesOf(newLog()).fill(0xee, 24, 30);
  assert.equal(ids(verify(readerOf(noVersion), 'strange')), ['header']);
  const nothing = new Uint8Array(5000).fill(0xee);
  assert.equal(ids(verify(readerOf(nothing), 'edb.log')), ['size', 'header']);
});

test('reserve logs and the next log mean nothing; only their size counts', () => {
  for (const name of ['res1.log', 'RES2.LOG', 'edbtmp.log']) {
    const report = verifyFile(name, readerOf(new Uint8Array(5_242_880).fill(3)));
    assert.equal([report.kind, report.findingCount], ['reserve', 0]);
    const short = verifyFile(name, readerOf(new Uint8Array(100)));
    assert.equal([short.kind, short.findings[0]?.id], ['reserve', 'size']);
  }
});

test.run();
