import type { StartAnswers } from '../../engine/index.ts';
import type { Profile } from '../../profiles/index.ts';
import { JetError, type JetErrorName, type JetErrorNumber } from '../../protocol/index.ts';
import type { ServiceName } from '../layout.ts';

/** What the engine does at a start where products differ or the sources do: the facets of the profile. */
export function startAnswers({ settings }: Profile, service: ServiceName): StartAnswers {
  const missingCheckpointLog =
    settings.missingCheckpointLog.value === 'hrFileNotFound'
      ? JetError.JET_errFileNotFound
      : JetError.JET_errMissingPreviousLogFile;
  return {
    heldDatabase: settings.heldDatabase.value,
    lockedFile: JetError[settings.lockedFile.value],
    protectedDatabase: protectedDatabase(settings.protectedDatabase.value, service),
    otherVersion: JetError[settings.databaseOfAnotherVersion.value],
    missingCheckpointLog,
    missingLog: JetError[settings.missingLog.value],
    lowLogMissing: settings.lowLogMissing.value,
    unreadableLogHeader: JetError[settings.unreadableLogHeader.value],
    brokenLog: JetError[settings.brokenLog.value],
    damagedCurrentLog: errorOr('passed-over', settings.damagedCurrentLog.value),
    logsGone: JetError[settings.logsGone.value],
    fullDisk: settings.fullDiskAtStart.value === 'starts' ? 'passed-over' : JetError[settings.fullDiskAtStart.value],
    lostMove: errorOr('by-page', settings.lostMove.value),
    secondRecovery: errorOr('recovers', settings.secondRecovery.value),
  };
}

/** The error that a value names, or the one value that is a word. */
const errorOr = <Word extends string>(word: Word, value: Word | JetErrorName): Word | JetErrorNumber =>
  isWord(value, word) ? value : JetError[value];

const isWord = <Word extends string>(value: Word | JetErrorName, word: Word): value is Word => value === word;

/** 5.5: the store answers -1032 (Q245058), the directory -1008 (Q262371). */
function protectedDatabase(
  value: Profile['settings']['protectedDatabase']['value'],
  service: ServiceName,
): JetErrorNumber {
  if (value !== 'by-service') return JetError[value];
  return service === 'directory' ? JetError.JET_errDatabaseFileReadOnly : JetError.JET_errFileAccessDenied;
}
