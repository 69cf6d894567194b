import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { JetError } from '../../protocol/index.ts';
import { encodePatchHeader, type RecoveryReport, readPatchHeader } from '../index.ts';
import type { TestServer } from '../testing/server.ts';
import { emptyServer, PATCH, recover, rowsMatch, told } from '../testing/story.ts';

/**
 * Images of a patch file are for the logs of its own full backup and for no later ones (Q200941). With a sound set that
 * cannot be seen: no later log asks for one. So the header of the patch file is made to say that the backup ended
 * earlier: then logs that do need its images are later logs.
 */
function restoredWith(highGeneration: number): { readonly server: TestServer; readonly report: RecoveryReport } {
  const server = emptyServer();
  const file = server.disk.open(PATCH);
  const read = file === null ? null : readPatchHeader(file);
  if (file === null || read?.kind !== 'read') throw new Error('the set has no patch file that can be read');
  file.write(0, encodePatchHeader(read.header, { ...read.header.currentFullBackup, highGeneration }));
  return { server, report: recover(server) };
}

const { lowGeneration, highGeneration } = told.set;
const imagesUsed = (report: RecoveryReport): number => report.events.filter(({ kind }) => kind === 'patched').length;

test('a log behind the last one of its full backup gets no image of a patch file (Q200941)', () => {
  const results = Array.from({ length: highGeneration - lowGeneration + 1 }, (_, index) =>
    restoredWith(lowGeneration + index),
  );
  const whole = results.at(-1);
  if (whole === undefined) throw new Error('the set has no log');
  assert.is(whole.report.error, 0, whole.report.sentence);
  assert.ok(imagesUsed(whole.report) > 0, 'the whole set needs images');
  rowsMatch(whole.server, told.atBackup);
  const [first] = results;
  assert.is(first?.report.error, JetError.JET_errMissingPatchPage, 'a move in a later log finds no image');
  for (const { server, report } of results) {
    if (report.error === 0) rowsMatch(server, told.atBackup);
    else assert.is(report.error, JetError.JET_errMissingPatchPage, report.sentence);
  }
});

test('an image is used in the logs of its backup only, in whichever of them it is needed', () => {
  let failures = 0;
  let before = 0;
  for (let high = lowGeneration; high <= highGeneration; high++) {
    const { report } = restoredWith(high);
    const used = imagesUsed(report);
    assert.ok(used >= before, 'the more logs belong to the backup, the more images are used');
    before = used;
    if (report.error !== 0) failures += 1;
  }
  assert.ok(failures > 0, 'some end was too early');
});

test.run();
