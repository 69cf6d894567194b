import { requirement } from '../../../simulator/rules/index.ts';
import { scenarios, serverEntry, verified } from '../entry.ts';
import { engine, exchange, rules } from '../testFiles.ts';

/** Patch files: how they come, what is in them, when they go, and what becomes of a restore without them. */
export const patchFileEntries = [
  serverEntry(
    requirement(
      'EDB-PATCH-1',
      'DOCUMENTED',
      'Q271847, Q200941; edbbcli.md 6.6',
      [],
      'Each database has its own patch file: priv.pat, pub.pat, dir.pat.',
    ),
    verified(engine.patchPath('a patch file lies with the logs under the name of its database')),
  ),
  serverEntry(
    requirement(
      'EDB-PATCH-2',
      'DOCUMENTED',
      'Q271847, Q158526, JET-JetOpenFile; edbbcli.md 3.3, 6.6',
      ['HrBackupOpenFile'],
      'Opening a database in a full backup creates its patch file.',
    ),
    verified(
      rules.files('opening a database gives its size, creates its patch file and marks it opened (JET-JetOpenFile)'),
      exchange.client('a client that vanishes leaves its patch file, and the next full backup says so (Q297172)'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-PATCH-3',
      'DOCUMENTED',
      'Q271847, Q200941; edbbcli.md 1.5, 6.6',
      [],
      'A patch file is 8 KB of header and 4 KB for each page image.',
    ),
    verified(
      engine.patchHeader('an empty patch file is 8 KB and carries its database and the backup it belongs to'),
      exchange.client(
        'rows that move between copied and uncopied pages put images into the patch file, and it is listed',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-PATCH-4',
      'DOCUMENTED',
      'Q200941, Q271847, Q271987 (against Q158526); edbbcli.md 6.6',
      ['HrBackupRead'],
      'A patch file holds images of pages of the copied part that changed while the rest was copied; they are written to the database as well.',
    ),
    verified(
      engine.copies(
        'rows that moved to a page already copied from one still to come: the image is kept when it is written',
        'a merge into a page already copied is kept',
        'nothing is kept when both are still to come, when both were copied, or when only the receiver is to come',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-PATCH-5',
      'DOCUMENTED',
      'Q200941; edbbcli.md 6.6',
      ['HrBackupGetBackupLogs'],
      'The header of a patch file records the range of logs of its full backup.',
    ),
    verified(
      engine.copies('the patch file has the header of the copy, and its last generation when it is finished'),
      engine.copyInvariants(
        'I1 every streamed page is sound; both headers are one; patch header and database belong together',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-PATCH-6',
      'DOCUMENTED',
      'Q177761, Q231299, Q240153, ESE; edbbcli.md 6.6',
      [],
      'A patch file that is not of the same backup as its database fails hard recovery with -552.',
    ),
    verified(engine.hardRefusals('a patch file of another backup, database or time is refused')),
  ),
  serverEntry(
    requirement(
      'EDB-PATCH-7',
      'DOCUMENTED',
      'Q231299; edbbcli.md 7 row 46',
      [],
      'A restored database that was recovered by anything else before its service was started does not match its patch file any more: -552.',
      { level: 'hazard' },
    ),
    verified(
      engine.hardRefusals('a database that was recovered already does not match its patch file any more (Q231299)'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-PATCH-8',
      'DOCUMENTED',
      'Q200941; edbbcli.md 6.6',
      [],
      'Before a restore is recovered its patch file lies in the folder of the transaction logs.',
    ),
    verified(
      engine.hardRecovery('the patch file is made and looked for in the folder of the logs, and in no other'),
      engine.patchPath('a patch file lies with the logs under the name of its database'),
      exchange.restore('a full and an incremental backup bring everything back on an empty server'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-PATCH-9',
      'DOCUMENTED',
      'Q200941; edbbcli.md 6.6',
      [],
      'Without its patch file each page that the file would have held is lost.',
      { level: 'hazard' },
    ),
    verified(
      engine.hardRefusals('without the patch file recovery fails at the first page that needs it, and names the page'),
      engine.restoreInvariants(
        'I4 and I5 a backup with its patch files brings back every committed row; without them it does so if and only if no move was cut in two',
      ),
      scenarios('patch-file-needed', 'patch-file-not-needed', 'patch-file-left-out'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-PATCH-10',
      'DOCUMENTED',
      'Q200941; edbbcli.md 6.6',
      [],
      'Images of a patch file are used for the logs of its full backup, and for no later ones.',
    ),
    verified(
      engine.laterLogs(
        'a log behind the last one of its full backup gets no image of a patch file (Q200941)',
        'an image is used in the logs of its backup only, in whichever of them it is needed',
      ),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-PATCH-11',
      'DOCUMENTED',
      'Q271847; edbbcli.md 3.4',
      ['HrBackupRead'],
      'A patch file that fills its disk fails the backup with -1808.',
    ),
    verified(engine.copies('a patch file without room fails the copy and nobody else')),
  ),
  serverEntry(
    requirement(
      'EDB-PATCH-12',
      'INFERRED',
      'JET-JetOpenFile; edbbcli.md 3.3',
      ['HrBackupOpenFile'],
      'Where a leftover patch file does not fail the backup, opening its database replaces it.',
    ),
    verified(
      engine.copies('without room for a patch file there is no copy; a stale one is replaced'),
      rules.prepare('where a leftover patch file is replaced, the whole full backup succeeds and removes it'),
    ),
  ),
  serverEntry(
    requirement(
      'EDB-PATCH-13',
      'DOCUMENTED',
      'Q158526, Q200941; edbbcli.md 6.6',
      [],
      'A patch file may be deleted by hand when no backup runs and no restored database waits to be recovered; else it is missed.',
      { level: 'hazard' },
    ),
    verified(scenarios('client-dies-in-backup', 'server-dies-in-backup', 'patch-file-left-out')),
  ),
];
