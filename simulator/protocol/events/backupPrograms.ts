import { eventsOf, shownEvent } from './eventFacts.ts';

/** NTBackup. Q182506 lists ids and texts; the source is printed by Q237739, Q245664 and Q261160. */
const ofNtBackup = eventsOf('NTBackup', [
  shownEvent(8000, '4.0 5.0 5.5', 'A backup begins: what, with or without verification, mode and type.', 'Q182506'),
  shownEvent(8001, '4.0 5.0 5.5', 'A backup ended.', 'Q182506'),
  shownEvent(8002, '4.0 5.0 5.5', 'A restore begins.', 'Q182506'),
  shownEvent(8003, '4.0 5.0 5.5', 'A restore ended.', 'Q182506'),
  shownEvent(8004, '4.0 5.0 5.5', 'Erasing a tape begins.', 'Q182506'),
  shownEvent(8005, '4.0 5.0 5.5', 'Erasing a tape ended.', 'Q182506'),
  shownEvent(8006, '4.0 5.0 5.5', 'Retensioning a tape begins.', 'Q182506'),
  shownEvent(8007, '4.0 5.0 5.5', 'Retensioning a tape ended.', 'Q182506'),
  shownEvent(8008, '4.0 5.0 5.5', 'A verification begins.', 'Q182506'),
  shownEvent(8009, '4.0 5.0 5.5', 'A verification ended.', 'Q182506'),
  shownEvent(
    8010,
    '4.0 5.0 5.5',
    'A call into Exchange failed: the code or its text, the call, and more about it. Codes are hexadecimal without 0x.',
    'Q147121, Q156715, Q182506, Q237739, Q245211, Q245664, Q261160',
    'c7ff000d, 102',
  ),
  shownEvent(8011, '4.0 5.0 5.5', 'Exchange named fewer databases than the backup expected.', 'Q182506'),
]);

const ofBackupExec = eventsOf('Backup Exec', [
  shownEvent(57920, '5.5', 'A backup could not be prepared. The article prints no source.', 'Q295751', '0xc8000230'),
]);

/** Programs that back up. */
export const eventsOfBackupPrograms = [...ofNtBackup, ...ofBackupExec];
