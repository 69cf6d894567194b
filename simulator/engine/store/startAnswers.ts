import { JetError, type JetErrorNumber } from '../../protocol/index.ts';

/** What a start does where products differ, or the sources do: each is a facet of the profiles. */
export interface StartAnswers {
  /** Recovery at a database that another program holds: goes on without it (Q242063), or fails. */
  readonly heldDatabase: 'passed-over' | 'fails';
  /** edb.chk or a log that cannot be opened for writing, because a program holds it or it is marked read-only. */
  readonly lockedFile: JetErrorNumber;
  /** A database that is marked read-only. */
  readonly protectedDatabase: JetErrorNumber;
  /** A database whose version is not that of the engine. */
  readonly otherVersion: JetErrorNumber;
  /** The log in which the checkpoint is is not there (Q258236 against Q176239). */
  readonly missingCheckpointLog: JetErrorNumber;
  /** A log is missing between two that are there. */
  readonly missingLog: JetErrorNumber;
  /** The header of a log does not verify. */
  readonly unreadableLogHeader: JetErrorNumber;
  /**
   * Without a checkpoint, a record does not fit its page because a lower log is missing: it is passed over, and what there
   * is is applied (Q142782, Q200941), or the start fails (Q240145).
   */
  readonly lowLogMissing: 'applied' | 'refused';
  /** A closed log breaks off before its last record. */
  readonly brokenLog: JetErrorNumber;
  /** edb.log has more behind a record that cannot be read: the rest is passed over, or the start fails in the end. */
  readonly damagedCurrentLog: 'passed-over' | JetErrorNumber;
  /** A database needs its logs, and there is none at all. */
  readonly logsGone: JetErrorNumber;
  /** A disk that the service writes to takes no further byte: nothing is made of it, or the start fails. */
  readonly fullDisk: 'passed-over' | JetErrorNumber;
  /** Rows were moved into a page that does not have them, and nothing has them any more: by what the page is, or this error. */
  readonly lostMove: 'by-page' | JetErrorNumber;
  /** The last record is that of a recovery that was completed, and nothing came behind it (Q166542). */
  readonly secondRecovery: 'recovers' | JetErrorNumber;
}

export const defaultStartAnswers: StartAnswers = {
  heldDatabase: 'passed-over',
  lockedFile: JetError.JET_errFileAccessDenied,
  protectedDatabase: JetError.JET_errFileAccessDenied,
  otherVersion: JetError.JET_errDatabaseCorrupted,
  missingCheckpointLog: JetError.JET_errMissingPreviousLogFile,
  missingLog: JetError.JET_errMissingLogFile,
  unreadableLogHeader: JetError.JET_errLogFileCorrupt,
  lowLogMissing: 'refused',
  brokenLog: JetError.JET_errLogFileCorrupt,
  damagedCurrentLog: 'passed-over',
  logsGone: JetError.JET_errDatabaseInconsistent,
  fullDisk: 'passed-over',
  lostMove: 'by-page',
  secondRecovery: 'recovers',
};
