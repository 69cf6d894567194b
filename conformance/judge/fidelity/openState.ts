import {
  type BackupSession,
  type DatabaseState,
  OpenKind,
  type OpenKindNumber,
  type RestoreKeyNumber,
  type ServiceKindNumber,
  type ServiceState,
} from '../../../simulator/rules/index.ts';
import { Field, sessionFields } from './fields.ts';
import type { Words } from './words.ts';

/** A state that is known in part, in the shape that the rules read and write. */
export class OpenState implements Pick<ServiceState, keyof ServiceState> {
  readonly words: Words;
  readonly databases: readonly [OpenDatabase, OpenDatabase];
  readonly backup: OpenBackup;
  readonly restore: OpenRestore;
  // Which files a restore registers shows in no answer of the API.
  restoreMapRows = 0;
  restoreLow = 0;
  restoreHigh = 0;

  constructor(words: Words) {
    this.words = words;
    this.databases = [
      new OpenDatabase(words, Field.firstFull, Field.firstPatch, Field.firstFullHigh),
      new OpenDatabase(words, Field.secondFull, Field.secondPatch, Field.secondFullHigh),
    ];
    this.backup = new OpenBackup(words);
    this.restore = new OpenRestore(words);
  }

  copyFrom(other: ServiceState): void {
    if (!(other instanceof OpenState)) throw new Error('an open state is made of an open state');
    this.words.copyFrom(other.words);
  }

  clone(): ServiceState {
    throw new Error('what is known of a state is kept as an explanation');
  }

  get kind(): ServiceKindNumber {
    return this.words.kind;
  }
  set kind(kind: ServiceKindNumber) {
    this.words.kind = kind;
  }
  get runs(): number[] {
    return this.words.runs();
  }
  get running(): number {
    return this.words.read(Field.running);
  }
  set running(value: number) {
    this.words.write(Field.running, value);
  }
  get circularLogging(): number {
    return this.words.read(Field.circularLogging);
  }
  set circularLogging(value: number) {
    this.words.write(Field.circularLogging, value);
  }
  get databaseCount(): number {
    return this.words.read(Field.databaseCount);
  }
  set databaseCount(value: number) {
    this.words.write(Field.databaseCount, value);
  }
  get restoreKey(): RestoreKeyNumber {
    return this.words.read(Field.restoreKey) as RestoreKeyNumber;
  }
  set restoreKey(value: RestoreKeyNumber) {
    this.words.write(Field.restoreKey, value);
  }
  get currentGeneration(): number {
    return this.words.read(Field.currentGeneration);
  }
  set currentGeneration(value: number) {
    this.words.write(Field.currentGeneration, value);
  }
  get checkpointGeneration(): number {
    return this.words.read(Field.checkpointGeneration);
  }
  set checkpointGeneration(value: number) {
    this.words.write(Field.checkpointGeneration, value);
  }
  get lastBackupLog(): number {
    return this.words.read(Field.lastBackupLog);
  }
  set lastBackupLog(value: number) {
    this.words.write(Field.lastBackupLog, value);
  }
}

class OpenDatabase implements Pick<DatabaseState, keyof DatabaseState> {
  readonly #words: Words;
  readonly #full: number;
  readonly #patch: number;
  readonly #fullHigh: number;
  /** Whether the file is in its folder shows in no answer of the API. */
  present = 1;

  constructor(words: Words, full: number, patch: number, fullHigh: number) {
    this.#words = words;
    this.#full = full;
    this.#patch = patch;
    this.#fullHigh = fullHigh;
  }

  copyFrom(): void {
    throw new Error('a database of an open state is copied with it');
  }

  // The rules ask only whether there is one.
  get fullLow(): number {
    return this.#words.read(this.#full);
  }
  set fullLow(value: number) {
    this.#words.write(this.#full, Math.min(value, 1));
  }
  get fullHigh(): number {
    return this.#words.read(this.#fullHigh);
  }
  set fullHigh(value: number) {
    this.#words.writeFullHigh(this.#fullHigh, value);
  }
  get incrementalHigh(): number {
    return this.#words.read(this.#fullHigh + 1);
  }
  set incrementalHigh(value: number) {
    this.#words.writeIncrementalHigh(this.#fullHigh, value);
  }
  get patchFile(): number {
    return this.#words.read(this.#patch);
  }
  set patchFile(value: number) {
    this.#words.write(this.#patch, value);
  }
}

class OpenBackup implements Pick<BackupSession, keyof BackupSession> {
  readonly #words: Words;

  constructor(words: Words) {
    this.#words = words;
  }

  /** The rules make a session of another in one case only: of none, when it is over. */
  copyFrom(other: BackupSession): void {
    if (other.active !== 0) throw new Error('a session of an open state is copied with it');
    for (const field of sessionFields) this.#words.write(field, 0);
  }

  get active(): number {
    return this.#words.read(Field.active);
  }
  set active(value: number) {
    this.#words.write(Field.active, value);
  }
  get backupType(): number {
    return this.#words.read(Field.backupType);
  }
  set backupType(value: number) {
    this.#words.write(Field.backupType, value);
  }
  get cancelled(): number {
    return this.#words.read(Field.cancelled);
  }
  set cancelled(value: number) {
    this.#words.write(Field.cancelled, value);
  }
  get listed(): number {
    return this.#words.read(Field.listed);
  }
  set listed(value: number) {
    this.#words.write(Field.listed, value);
  }
  get listedPatches(): number {
    return this.#words.read(Field.listedPatches);
  }
  set listedPatches(value: number) {
    this.#words.write(Field.listedPatches, value);
  }
  get truncated(): number {
    return this.#words.read(Field.truncated);
  }
  set truncated(value: number) {
    this.#words.write(Field.truncated, value);
  }
  get openedDatabases(): number {
    return this.#words.read(Field.openedDatabases);
  }
  set openedDatabases(value: number) {
    this.#words.write(Field.openedDatabases, value);
  }
  get closedDatabases(): number {
    return this.#words.read(Field.closedDatabases);
  }
  set closedDatabases(value: number) {
    this.#words.write(Field.closedDatabases, value);
  }
  get filesOpened(): number {
    return this.#words.read(Field.filesOpened);
  }
  set filesOpened(value: number) {
    this.#words.write(Field.filesOpened, value);
  }
  get openKind(): OpenKindNumber {
    return this.#words.read(Field.openKind) as OpenKindNumber;
  }
  set openKind(value: OpenKindNumber) {
    this.#words.write(Field.openKind, value);
  }
  get openIndex(): number {
    return this.#words.read(Field.openIndex);
  }
  set openIndex(value: number) {
    // Which log is open is of no account; a database or a patch file is known by its index.
    const isIndex = this.openKind === OpenKind.database || this.openKind === OpenKind.patch;
    this.#words.write(Field.openIndex, isIndex ? value : 0);
  }
  get openPositionBytes(): number {
    return this.#words.read(Field.openPositionBytes);
  }
  set openPositionBytes(value: number) {
    this.#words.write(Field.openPositionBytes, value);
  }
  get openSizeBytes(): number {
    return this.#words.read(Field.openSizeBytes);
  }
  set openSizeBytes(value: number) {
    this.#words.write(Field.openSizeBytes, value);
  }
  get lowGeneration(): number {
    return this.#words.read(Field.lowGeneration);
  }
  set lowGeneration(value: number) {
    this.#words.write(Field.lowGeneration, value);
  }
  get listedLow(): number {
    return this.#words.read(Field.listedLow);
  }
  set listedLow(value: number) {
    this.#words.write(Field.listedLow, value);
  }
  get listedHigh(): number {
    return this.#words.read(Field.listedHigh);
  }
  set listedHigh(value: number) {
    this.#words.write(Field.listedHigh, value);
  }
  get deleteHigh(): number {
    return this.#words.read(Field.deleteHigh);
  }
  set deleteHigh(value: number) {
    this.#words.write(Field.deleteHigh, value);
  }
}

class OpenRestore implements Pick<ServiceState['restore'], keyof ServiceState['restore']> {
  readonly #words: Words;

  constructor(words: Words) {
    this.#words = words;
  }

  copyFrom(other: ServiceState['restore']): void {
    if (other.active !== 0) throw new Error('a session of an open state is copied with it');
    for (const field of [Field.restoreActive, Field.restoreRegistered, Field.restoreCompleted]) {
      this.#words.write(field, 0);
    }
  }

  get active(): number {
    return this.#words.read(Field.restoreActive);
  }
  set active(value: number) {
    this.#words.write(Field.restoreActive, value);
  }
  get registered(): number {
    return this.#words.read(Field.restoreRegistered);
  }
  set registered(value: number) {
    this.#words.write(Field.restoreRegistered, value);
  }
  get completed(): number {
    return this.#words.read(Field.restoreCompleted);
  }
  set completed(value: number) {
    this.#words.write(Field.restoreCompleted, value);
  }
}
