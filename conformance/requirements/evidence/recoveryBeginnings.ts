import { says } from './evidence.ts';

/** What the sources say of where recovery begins and which databases take part, in our words, and where. */
export const recoveryBeginningsEvidence = {
  'EDB-RECOV-18': [
    says(
      'Q200941',
      'Consistent vs. Inconsistent Databases Files',
      'If the checkpoint file is unavailable all logs there are get scanned, which only takes longer.',
    ),
    says('Q176239', 'RESOLUTION', 'If Edb.chk is gone recovery begins with the first log file that is found.'),
    says(
      'Q296787',
      'Roll Forward, step 9',
      'Without a checkpoint file replay begins at the lowest numbered log in the folder.',
    ),
  ],
  'EDB-RECOV-19': [
    says('Q177761', 'list, -509', 'JET_errMissingPreviousLogFile is the log file for the check point that is missing.'),
    says(
      'Q176239',
      'SYMPTOMS and CAUSE',
      'In 5.5 a start whose Edb.chk points to a log that was deleted fails with -1811.',
    ),
    says(
      'Q258236',
      'SYMPTOMS',
      'After a restore without logs the start shows -1811 or -509; the checkpoint is not spoken of.',
    ),
    says(
      'Q259751',
      'WORKAROUND, last part',
      'If the wrong logs were moved the service shows -1811, or -509, -515, -528 or -550.',
    ),
  ],
  'EDB-RECOV-20': [
    says(
      'Q191357',
      'MORE INFORMATION, event 134',
      'A database of a new signature is not joined to the logs, event 134 says so, and that is not fatal; 5.5.',
    ),
    says(
      'Q296787',
      'Dealing with Database Signature Mismatches',
      'A database accepts no replay of what was done while it had another signature.',
    ),
  ],
  'EDB-RECOV-22': [
    says(
      'Q143235',
      'CAUSE, note',
      'If logs are deleted or moved recovery appears to work, but the database will be inconsistent: -550.',
    ),
    says(
      'Q240145',
      'SUMMARY',
      'To remove a log that is not yet in the database almost always damages it and makes it unstartable.',
    ),
    says(
      'Q200941',
      'Consistent vs. Inconsistent Databases Files',
      'If only a part of the outstanding logs is found it is applied, and does not suffice for the integrity of the database.',
    ),
    says(
      'Q296787',
      'Roll Forward, steps 2, 3 and 9',
      'Last Consistent in the header names the first log needed; replay without it damages the database almost certainly.',
    ),
  ],
  'EDB-RECOV-46': [
    says(
      'ESE',
      'ese/_log/log.cxx; ese/_log/logredo.cxx',
      'With a checkpoint file that is corrupt, -533, or of other logs, -532, the later engine starts at the lowest log.',
    ),
  ],
  'EDB-RECOV-47': [
    says(
      'ESE',
      'ese/_log/logredo.cxx, reasons not to attach',
      'In the later engine a database whose header names another log signature is left out of the replay.',
    ),
  ],
  'EDB-RECOV-48': [
    says(
      'ESE',
      'inc/daedef.hxx, DBFILEHDR',
      'The position up to which a database is consistent is null while its state is inconsistent.',
    ),
    says(
      'Q143235',
      'CAUSE, note',
      'If logs are deleted or moved recovery appears to work; the database is inconsistent afterwards.',
    ),
    says(
      'Q240145',
      'SUMMARY',
      'Has it otherwise: a database that lacks such a log is almost always damaged and unstartable.',
    ),
  ],
} as const;
