import { JetError } from '../../protocol/index.ts';
import type { Additions } from './additions.ts';
import { type DatabaseLogs, logsOf, movesOf } from './databaseLogs.ts';
import { placeOfPage } from './finding.ts';
import type { Move } from './logContents.ts';
import { differencesOf } from './patchMatch.ts';
import type { DatabaseReport, FileReport, Image, PatchReport } from './report.ts';

const ADVICE = 'take the patch file from its backup again; without it the restore loses rows or stops';

/**
 * The images of a patch file against the copy and the logs of its backup.
 *
 * 1. An image is newer than the page in the copy: it was written when the copy had that page already.
 * 2. It is no older than what was on the disk before the first log, and no newer than the last record of the last log.
 * 3. It received something, between the state in the copy and its own, whose giver the log does not carry.
 * 4. Whatever redo will look for in the patch file is there: for each move that the copy's giver has and its receiver has
 *    not, an image of the receiver that has it.
 */
export function checkPatchImages(reports: readonly FileReport[], additions: Additions): void {
  for (const patch of reports) {
    if (patch.kind !== 'patch' || patch.header === null) continue;
    const { header } = patch;
    const isItsCopy = (report: FileReport): report is DatabaseReport =>
      report.kind === 'database' && report.header !== null && differencesOf(report.header, header).length === 0;
    const database = reports.find(isItsCopy);
    if (database === undefined) continue;
    const logs = logsOf(header, header.currentFullBackup.highGeneration, reports);
    checkAgainstCopy(patch, database, additions);
    if (logs !== null) checkAgainstLogs(patch, database, logs, additions);
  }
}

function timeInCopy({ inside }: DatabaseReport, pageNumber: number): number {
  return inside.pageTimes[pageNumber] ?? 0;
}

function checkAgainstCopy(patch: PatchReport, database: DatabaseReport, additions: Additions): void {
  for (const image of patch.inside.images) {
    const inCopy = timeInCopy(database, image.pageNumber);
    if (image.databaseTime > inCopy) continue;
    const than = image.databaseTime === inCopy ? 'as old as' : 'older than';
    wrong(
      patch,
      image,
      `the image of dbtime ${image.databaseTime} is ${than} the page in the copy, of dbtime ${inCopy}`,
      additions,
    );
  }
}

function checkAgainstLogs(
  patch: PatchReport,
  database: DatabaseReport,
  known: DatabaseLogs,
  additions: Additions,
): void {
  const { settledTime, databaseId, logs, isWhole } = known;
  const last = logs.reduce((newest, { inside }) => Math.max(newest, inside.newestTimeOf(databaseId)), settledTime);
  const moves = [...movesOf(known)];
  for (const image of patch.inside.images) {
    const { databaseTime, pageNumber } = image;
    const of = `the image of dbtime ${databaseTime}`;
    if (databaseTime <= settledTime)
      wrong(
        patch,
        image,
        `${of} was on the disk before the backup, which needs what is newer than ${settledTime}`,
        additions,
      );
    else if (!isWhole) continue;
    else if (databaseTime > last)
      wrong(patch, image, `${of} is newer than the last record of its backup, of dbtime ${last}`, additions);
    else if (!isExplained(image, timeInCopy(database, pageNumber), moves))
      wrong(
        patch,
        image,
        `${of} has nothing that the logs do not bring: no rows came to page ${pageNumber} in between`,
        additions,
      );
  }
  if (isWhole) findMissing(patch, database, moves, additions);
}

const isExplained = ({ pageNumber, databaseTime }: Image, inCopy: number, moves: readonly Move[]): boolean =>
  moves.some((move) => move.receiver === pageNumber && move.databaseTime > inCopy && move.databaseTime <= databaseTime);

/** What redo does (engine/recovery), with times alone: a page is as old as the copy has it, or as the image put in its place. */
function findMissing(patch: PatchReport, database: DatabaseReport, moves: readonly Move[], additions: Additions): void {
  const placed = new Map<number, number>();
  const timeOf = (page: number): number => Math.max(placed.get(page) ?? 0, timeInCopy(database, page));
  for (const { giver, receiver, databaseTime } of moves) {
    if (timeOf(receiver) >= databaseTime || timeOf(giver) < databaseTime) continue;
    const image = patch.inside.images
      .filter((it) => it.pageNumber === receiver && it.databaseTime >= databaseTime)
      .sort((a, b) => a.databaseTime - b.databaseTime)[0];
    if (image !== undefined) placed.set(receiver, image.databaseTime);
    else
      additions.find(patch, {
        id: 'patch-image-missing',
        place: null,
        what: `there is no image of page ${receiver} with what page ${giver} gave it at dbtime ${databaseTime}: the copy has the giver as it was afterwards`,
        advice: ADVICE,
        errors: [JetError.JET_errMissingPatchPage],
      });
  }
}

function wrong(patch: PatchReport, { pageNumber, offsetBytes }: Image, what: string, additions: Additions): void {
  const place = placeOfPage(pageNumber, offsetBytes);
  additions.find(patch, { id: 'patch-image', place, what, advice: ADVICE, errors: [JetError.JET_errBadPatchPage] });
}
