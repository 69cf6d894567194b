import { eventsOf, shownEvent } from './eventFacts.ts';

/** The information store as a whole. */
const ofService = eventsOf('MSExchangeIS', [
  shownEvent(
    1005,
    '4.0 5.0 5.5',
    'The store cannot be started, with the error. Q149238 prints no id, Q154032 no source.',
    'Q149238, Q154032, Q156415',
    '-327, 1011, 0x3f3',
  ),
  shownEvent(
    1080,
    '4.0 5.0 5.5',
    'The database could not be recovered after a restore; the code is followed by its text.',
    'Q161584, Q192657, Q224977, Q231299, Q240153',
    '0xc8000228, 0xc8000406, 0xc8000713',
  ),
  shownEvent(
    1081,
    '4.0 5.0 5.5',
    'The database could not be recovered after a restore; the code stands alone.',
    'Q169859, Q175116, Q175469, Q224977, Q232705, Q322314',
    '0x00000002, 0x00000057, 0xfffffa7a, 0xfffffbfa, 0xc8000235, 0xc8000713',
  ),
  shownEvent(
    1087,
    '4.0 5.0 5.5',
    'The databases come from an offline backup: isinteg -patch must be run first. The articles print no source.',
    'Q149238, Q154032, Q296787',
    '1011',
  ),
  shownEvent(
    1088,
    '4.0 5.0 5.5',
    'The names of organization and site in a database are not those of the directory.',
    'Q155509, Q231439, Q264437',
    '1276',
  ),
  shownEvent(1091, '5.5', 'Of two stores only one was restored; which, is said. A warning.', 'Q191357'),
  shownEvent(
    1111,
    '4.0 5.0 5.5',
    'A log could not be written; the store is being stopped.',
    'Q213202, Q247788, Q275602',
    '-1032, -1811',
  ),
  shownEvent(
    1112,
    '4.0 5.0 5.5',
    'A database has reached its greatest size; the store is being stopped.',
    'Q185457, Q240152',
    'JET_errOutOfDatabaseSpace',
  ),
  shownEvent(
    1113,
    '4.0 5.0 5.5',
    'The disk of the logs is full; the store is being stopped.',
    'Q163913, Q246272',
    '-529, 4294966767',
  ),
  shownEvent(
    1117,
    '5.5',
    'The public database was restored to another server and, by the text, will not replicate; it does.',
    'Q263055, Q264317',
  ),
  shownEvent(
    1120,
    '4.0 5.0 5.5',
    'The databases could not be initialized. The error is a signed number in 4.0, hexadecimal or words in 5.5.',
    'Q176239, Q181449, Q181796, Q184209, Q185008, Q185577, Q190813, Q224977, Q233400, Q238063, Q242063, Q242364, Q245058, Q260230, Q275602, Q295649',
    '-528, -1022, 0xfffff8ed, 0xfffffad0, 0xfffffbf8, 0xfffffc05, 0xfffffdfd',
  ),
  shownEvent(
    1121,
    '4.0 5.0 5.5',
    'The store could not connect to the directory.',
    'Q154595, Q248124, Q322315',
    '4015, 0xfaf, 0x80004005',
  ),
  shownEvent(1133, '4.0 5.0 5.5', 'The store could not connect to the directory.', 'Q184205', '4021'),
  shownEvent(
    1160,
    '5.0 5.5',
    'A call of the database failed for want of memory; the function is named.',
    'Q178911, Q195006, Q216259',
    '-1011',
  ),
  shownEvent(
    1186,
    '5.5',
    'Something is inconsistent while a database is upgraded. The article prints no source.',
    'Q183400',
  ),
  shownEvent(
    1198,
    '5.5',
    'Something is inconsistent while a database is upgraded. The article prints no source.',
    'Q183400',
  ),
  shownEvent(1217, '5.5', 'The store started without a limit of its size.', 'Q240152'),
  shownEvent(
    2048,
    '4.0 5.0 5.5',
    'Named beside 1087 for a start with offline copies. The article prints neither source nor text.',
    'Q149238',
    '1011',
  ),
  shownEvent(
    5000,
    '4.0 5.0 5.5',
    'The store cannot be initialized, with the error of what failed.',
    'Q153326, Q154595, Q175116, Q175469, Q176239, Q181796, Q184205, Q185008, Q185577, Q190813, Q224977, Q231299, Q233400, Q238063, Q240153, Q242063, Q245058, Q248124, Q260230, Q275602, Q295649, Q322314, Q322315',
    '2, 4015, 4021, 0xfaf, -528, 0xfffff8ed, 0xfffffa7a, 0xfffffad0, 0xfffffbf8, 0xfffffbfa, 0xfffffbfb, 0xfffffdfd, 0xc8000228, 0xc8000235, 0xc8000406, 0xc8000713, 0x80004005',
  ),
  shownEvent(
    7024,
    '5.5',
    'The store stopped with a service-specific error; so printed once, elsewhere the source is the Service Control Manager.',
    'Q262375',
    '4294966781',
  ),
  shownEvent(7201, '4.0 5.0 5.5', 'A task in the background failed.', 'Q178046, Q268357', 'DS_E_TOO_LATE'),
  shownEvent(
    9031,
    '4.0',
    'A call of the database failed for want of memory; the function is named.',
    'Q172812',
    '-1011',
  ),
]);

/** One of the two stores. */
const ofPrivate = eventsOf('MSExchangeIS Private', [
  shownEvent(
    11,
    '5.5',
    'A message could not be cleaned up in the background; the article prints the source MSExchange Private.',
    'Q293836',
    '0xfffffbd3',
  ),
  shownEvent(
    1005,
    '4.0 5.0 5.5',
    'The store cannot be started, with the error.',
    'Q231439, Q244976, Q264437, Q280770',
    '0x3f4, 0x451, 0x4fc',
  ),
  shownEvent(
    1025,
    '4.0 5.0 5.5',
    'A function failed, which it names.',
    'Q182321, Q235984, Q247616, Q268831',
    '0xfffff9bb',
  ),
  shownEvent(
    1101,
    '5.5',
    'A message could not be cleaned up in the background.',
    'Q181824, Q271984',
    '0xfffffbd3, 0x8004010f',
  ),
  shownEvent(1164, '5.5', 'No session of the database was free.', 'Q218439'),
  shownEvent(1185, '4.0 5.0 5.5', 'A database was upgraded to a version, which it names.', 'Q175810, Q244976'),
  shownEvent(1197, '5.5', 'A database is too new for this Store.exe; 1005 follows.', 'Q244976', '0x451'),
  shownEvent(1216, '5.5', 'The store started with the limited size of the Standard Edition.', 'Q173889, Q240152'),
  shownEvent(2006, '5.5', 'A report of delivery could not be made.', 'Q216264, Q243626', '0xfffff9bf'),
  shownEvent(7200, '5.5', 'A task in the background was stopped.', 'Q317656', '0xfaf'),
  shownEvent(
    7202,
    '5.5',
    'The database was copied from another server; isinteg -patch must be run first. 1005 follows.',
    'Q280770',
    '0x3f4',
  ),
  shownEvent(9037, '5.5', 'No session of the database was free.', 'Q218439'),
]);

const ofPublic = eventsOf('MSExchangeIS Public', [
  shownEvent(1005, '5.0 5.5', 'The store cannot be started, with the error.', 'Q264437', '0x4fc'),
  shownEvent(1165, '5.0', 'There are too few sessions of the database for the threads.', 'Q156063'),
  shownEvent(1185, '5.5', 'A database was upgraded to a version, which it names.', 'Q244976'),
  shownEvent(7200, '5.5', 'A task in the background was stopped.', 'Q190728, Q259018', '0xfffffc15, 0x80004005'),
]);

/** The information store: what concerns its databases, their start, backup and restore. */
export const eventsOfInformationStore = [...ofService, ...ofPrivate, ...ofPublic];
