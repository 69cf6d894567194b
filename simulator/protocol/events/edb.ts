import { eventsOf, inferredEvent, shownEvent } from './eventFacts.ts';

const offset =
  'EDB 15 and 18 stand 90 below the ESE97 105 and 108 of the same meaning (edbbcli.md 2.5); but builds moved numbers by two';

const byTwo = 'EDB 8 and 10, 37 and 39, 61 and 63 say the same: builds moved numbers by two';

/** The engine of Exchange 4.0 and 5.0. Its builds moved numbers (Q169899, Q184719), so one id may have two meanings. */
export const eventsOfEdb = eventsOf('EDB', [
  shownEvent(8, '4.0', 'The engine started (build 04.993.0000).', 'Q184719'),
  shownEvent(8, '4.0', 'A log is replayed, by an article that does not print the source.', 'Q169899'),
  shownEvent(8, '5.0', 'A log has another size than the engine expected; source not printed.', 'Q169899'),
  inferredEvent(9, '4.0', 'The engine stopped.', byTwo),
  inferredEvent(
    10,
    '4.0 5.0',
    'The engine started.',
    'the articles print id and text, but no source',
    'Q178930, Q180010',
  ),
  inferredEvent(
    11,
    '4.0 5.0',
    'The engine stopped.',
    'the articles print id and text, but no source',
    'Q178930, Q180010',
  ),
  inferredEvent(12, '4.0 5.0', 'A full backup begins.', offset),
  inferredEvent(13, '4.0 5.0', 'An incremental backup begins.', offset),
  inferredEvent(14, '4.0 5.0', 'A backup ended without an error of the engine.', offset),
  shownEvent(15, '4.0 5.0', 'The engine stopped a backup, with its error.', 'Q178934, Q178999', '-1811'),
  inferredEvent(16, '4.0 5.0', 'The engine restores from a backup.', offset),
  inferredEvent(17, '4.0 5.0', 'The engine ended the restore.', offset),
  shownEvent(18, '4.0', 'Recovery begins.', 'Q181449'),
  shownEvent(23, '4.0 5.0', 'A direct read, as a backup makes, found a damaged page.', 'Q151789', '-1018'),
  shownEvent(24, '4.0 5.0', 'A read in the background found a damaged page.', 'Q168357', '-1018'),
  shownEvent(
    30,
    '4.0 5.0',
    'A log could not be created; a drive that is full or read-only is one reason.',
    'Q213202',
    '-1032',
  ),
  shownEvent(31, '4.0', 'The header of a log cannot be read.', 'Q181449', '-1022'),
  shownEvent(32, '5.0', 'A log could not be created.', 'Q267987', '-1032'),
  shownEvent(37, '5.0', 'The header of a database cannot be read; a warning, here of Refer.mdb.', 'Q258302', '-1206'),
  shownEvent(39, '4.0 5.0', 'The header of a database cannot be read; a warning.', 'Q168357, Q258302', '-1206'),
  shownEvent(
    40,
    '4.0',
    'The engine met a page that is not as it should be; the store then does not start.',
    'Q156415',
    '-327',
  ),
  shownEvent(
    42,
    '5.0',
    'The pages of a database do not refer to each other as they should.',
    'Q222173',
    'JET_errBadPageLink',
  ),
  shownEvent(44, '4.0 5.0', 'A repair lost a table, which it names.', 'Q162880', '-1305'),
  shownEvent(
    49,
    '4.0 5.0',
    'The disk of the logs has little room; the engine takes no more changes.',
    'Q163913',
    '-529',
  ),
  shownEvent(
    50,
    '4.0 5.0',
    'The engine could not access a file, which it names. Q180010 prints no source.',
    'Q180010, Q182804',
    '-1811',
  ),
  shownEvent(61, '4.0', 'The header of edb.chk could not be written.', 'Q184578'),
  shownEvent(63, '4.0 5.0', 'A clean-up in the background passed over pages; a defragmentation may help.', 'Q159306'),
  shownEvent(63, '4.0 5.0', 'The header of a temporary database could not be written.', 'Q182804', '-1811'),
  shownEvent(71, '4.0', 'A log is replayed, which it names.', 'Q181449'),
  shownEvent(
    116,
    '4.0 5.0',
    'A read found a page with a wrong checksum. The article shows ESE97 and says that 4.0 and 5.0 have the source EDB.',
    'Q190696',
    '-1018',
  ),
]);
