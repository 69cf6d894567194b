import { requirement } from '../../../simulator/rules/index.ts';
import { serverEntry, testsIn, verified } from '../entry.ts';
import { engine } from '../testFiles.ts';

/** What the copy of a database that is in use has in it, and why its logs and its patch file make it whole. */
export const copyEntries = [
  serverEntry(
    requirement(
      'EDB-COPY-1',
      'INFERRED',
      'ESE; ese-engine.md 4.0',
      ['HrBackupOpenFile'],
      'A copy begins with the header of the moment its database was opened, twice, and that says that the database is inconsistent.',
    ),
    verified(
      engine.copies('both headers are those of the moment it began, with the backup in them and no last generation'),
      engine.copyInvariants(
        'I1 every streamed page is sound; both headers are one; patch header and database belong together',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-COPY-2',
      'INFERRED',
      'ESE; ese-engine.md 5.1, 5.2',
      ['HrBackupRead', 'HrBackupGetBackupLogs'],
      'No page of a copy is older than the lowest log on the list, and none is newer than the highest.',
    ),
    verified(engine.copyInvariants('I3 no page is older than the first log or newer than the last')),
  ),
  serverEntry(
    requirement(
      'EDB-COPY-3',
      'INFERRED',
      'ESE; ese-engine.md 5.3',
      [],
      'A record is replayed into a page that is older than it, and into no other: recovery may be repeated, and may begin at an earlier log.',
    ),
    verified(
      engine.restoreInvariants(
        'I6 recovering twice is recovering once, and starting at an earlier log changes nothing',
      ),
      engine.crashInvariants('what a crash left is recovered the same, however often it is recovered'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-COPY-4',
      'INFERRED',
      'ESE; ese-engine.md 5.4, 5.5',
      ['HrBackupRead'],
      'The patch file gets a page into which rows moved from another when the copy has the first already and the other not yet, and not when it is the other way round.',
    ),
    verified(
      engine.copies(
        'rows that moved to a page already copied from one still to come: the image is kept when it is written',
        'nothing is kept when both are still to come, when both were copied, or when only the receiver is to come',
        'a merge into a page already copied is kept',
      ),
      engine.restoreInvariants('planted: an engine without the patch rule, or with one that forgets a case, fails I4'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-COPY-5',
      'INFERRED',
      'ESE; ese-engine.md 5.5',
      ['HrBackupRead'],
      'A page that only received a new row at the end of the table needs no image: the row is in the log.',
    ),
    verified(
      engine.rows('appended rows move nothing: the page is left full, and only the new row goes to the next'),
      engine.copies('a page that received nothing but a new row at the end of the table is not kept'),
      engine.restoreInvariants(
        'I4 and I5 a backup with its patch files brings back every committed row; without them it does so if and only if no move was cut in two',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-COPY-6',
      'INFERRED',
      'ESE; ese-engine.md 5, I4',
      ['HrBackupGetBackupLogs'],
      'What was committed before the list closed the log comes back from the set; what was not is undone.',
    ),
    verified(
      engine.restoreInvariants(
        'I4 and I5 a backup with its patch files brings back every committed row; without them it does so if and only if no move was cut in two',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-COPY-7',
      'INFERRED',
      'ESE, Q240145; ese-engine.md 5, I7',
      ['HrBackupTruncateLogs'],
      'After truncation the logs that are left are without a gap, and lead from the backup to the last committed row.',
    ),
    verified(
      engine.restoreInvariants(
        'I7 after truncation the logs that remain are contiguous, and carry the backup to the last committed row',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-COPY-8',
      'INFERRED',
      'ESE; ese-engine.md 2.4',
      ['HrBackupRead'],
      'Each image in a patch file has the number and the time of its page, and is known by them.',
    ),
    verified(
      testsIn('simulator/engine/verify/verifyPatch')(
        'patch files are known by their contents, with images and without',
        'a damaged image is found with the page it was of and -535, and so is one of zeros',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-COPY-9',
      'INFERRED',
      'Q177761, ESE; ese-engine.md 2.4, 6',
      [],
      'A damaged image in a patch file fails the recovery of its database with -535.',
    ),
    verified(
      engine.hardRefusals(
        'what is wrong with the restored set is refused before anything is changed, each with its error',
      ),
    ),
  ),
];
