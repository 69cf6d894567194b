import { says } from './evidence.ts';

/** What the sources say of the formats of databases, logs and checkpoints, in our words, and where. */
export const formatsEvidence = {
  'EDB-FORMAT-1': [
    says(
      'ESE',
      '_osu/fileu.cxx, ErrUtilReadSpecificShadowedHeader',
      'A good copy is taken for a bad one; of two good ones that differ the primary is taken; with none there is an error.',
    ),
  ],
  'EDB-FORMAT-2': [
    says(
      'LIB',
      'Hierarchical page-based storage; Page header',
      'Page n is at (n + 1) times the page size; offset 4 of a page is its number, offset 8 the time of its last change.',
    ),
    says(
      'ESE',
      'inc/daeconst.hxx, pgnoSystemRoot; checksum/checksum.cxx',
      'The root of the database is page 1, and the second word of a page of the old format is its number.',
    ),
  ],
  'EDB-FORMAT-3': [
    says(
      'ESE',
      'checksum/checksum.cxx, opening comment',
      'From 5.5 to 2003 SP1 the first word is the exclusive or of all others with the seed 0x89abcdef.',
    ),
    says(
      'LIB',
      'Database file header; Page header',
      'The checksum is at offset 0: an exclusive or from offset 4 on that starts with 0x89abcdef, in headers and in old pages.',
    ),
  ],
  'EDB-FORMAT-4': [
    says(
      'ESE',
      'checksum/checksum.cxx; ese/cpage.cxx',
      'In old pages the number is checked as a part of the checksum, -1018; a page of nothing but zeros is not initialized.',
    ),
    says(
      'Q151789',
      'CAUSE',
      'A backup compares the checksum of each page with what it reads, and a difference is -1018.',
    ),
    says(
      'Q296787',
      'Backing Up, last step, Esefile',
      'Pages that are not initialized are no fault; a sound database has no wrong checksum and no wrong page number.',
    ),
  ],
  'EDB-FORMAT-5': [
    says(
      'Q259851',
      'MORE INFORMATION, sample of a header',
      'The sample of 5.5 shows Format ulVersion 0x620,2; no dump of 4.0 or 5.0 is there.',
    ),
    says('ESE', 'inc/daedef.hxx', 'The version 0x620 is the one that is called that of ESE97.'),
  ],
  'EDB-FORMAT-7': [
    says(
      'ESE',
      'inc/daeconst.hxx; inc/cat.hxx',
      'pgnoSystemRoot is 1, pgnoFDPMSO (the catalog) is 4, pgnoFDPMSOShadow (its copy) is 24.',
    ),
    says(
      'LIB',
      'libesedb_definitions.h, LIBESEDB_PAGE_NUMBER',
      'Its constants for the pages of database, catalog and backup of the catalog are 1, 4 and 24.',
    ),
  ],
  'EDB-FORMAT-8': [
    says(
      'ESE',
      'ese/_log/log.cxx',
      'The numbers 4, 995 and 0 at offsets 24, 28 and 32 of a log are commented as those of Exchange 4.0.',
    ),
  ],
  'EDB-FORMAT-11': [
    says(
      'ESE',
      'inc/daedef.hxx, BKINFO',
      'A backup is a position as its mark, the time of the mark, and the lowest and highest generation of the set.',
    ),
    says(
      'Q200941',
      'How to Tell If Hard Recovery Has Finished, step 1',
      'The dump shows Log Gen 36-3f, Mark (58,1409,199) and the time of the mark.',
    ),
  ],
  'EDB-FORMAT-12': [
    says(
      'ESE',
      'inc/daedef.hxx, SIGNATURE',
      'A signature is a random number, the time of creation and a computer name of 16 bytes.',
    ),
    says(
      'Q259851',
      'MORE INFORMATION, sample of a header',
      'The signature shows Create time and Rand, and nothing behind Computer.',
    ),
  ],
  'EDB-FORMAT-13': [
    says(
      'ESE',
      'inc/daedef.hxx, LOGTIME; _log/log.cxx; os/time.cxx',
      'Bytes for second to year less 1900; a comment has months from 0, but the code stores wMonth of the system, which begins at 1.',
    ),
    says('LIB', 'log time', 'Seconds, minutes, hours, days, months 0 to 12 and years of which 0 is 1900, a byte each.'),
    says(
      'Q182960',
      'MORE INFORMATION, dump of edb.chk',
      'A backup of 5.0 is shown as 3/6/1998 12:35:44, and a time that was never set as 0/0/1900 0:0:0.',
    ),
  ],
  'EDB-FORMAT-14': [
    says(
      'Q177761',
      'list, -561',
      'JET_errBadBackupDatabaseSize is a backup database whose size is not in 4k; nothing is said of when it is looked at.',
    ),
    says(
      'ESE',
      'published/inc/jethdr.w',
      'The code is declared with the same words, and nothing in the published engine returns it any more.',
    ),
  ],
  'EDB-FORMAT-15': [
    says(
      'ESE',
      'inc/daedef.hxx, DBFILEHDR',
      'le_lgposConsistent and its time are null while the state of the database is inconsistent.',
    ),
  ],
  'EDB-FORMAT-16': [
    says(
      'ESE',
      'inc/daedef.hxx; ese/_log/log.cxx',
      '0x500 is version 500, which the reader of logs ties to 4.995 of Exchange 4.0; 5.0 is not named.',
    ),
  ],
  'EDB-FORMAT-17': [
    says(
      'ESE',
      'inc/daedef.hxx, history',
      '6.1503.0 is the first format of the list, of April 1997, and 5.5 is not named with it.',
    ),
  ],
} as const;
