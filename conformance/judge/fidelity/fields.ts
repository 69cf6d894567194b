/** Where in the words of an open state each field of the rules' state lies. */

/** Soft: of a database's record only the higher of its two generations is known, and it stands as that of the full backup. */
const names = [
  // Flags and small numbers of the service.
  'running',
  'circularLogging',
  'databaseCount',
  'restoreKey',
  'firstFull',
  'firstPatch',
  'firstSoft',
  'secondFull',
  'secondPatch',
  'secondSoft',
  // The backup session.
  'active',
  'backupType',
  'cancelled',
  'listed',
  'listedPatches',
  'truncated',
  'openedDatabases',
  'closedDatabases',
  'filesOpened',
  'openKind',
  'openIndex',
  'openPositionBytes',
  'openSizeBytes',
  // The restore session.
  'restoreActive',
  'restoreRegistered',
  'restoreCompleted',
  // Generations.
  'currentGeneration',
  'checkpointGeneration',
  'lastBackupLog',
  'firstFullHigh',
  'firstIncrementalHigh',
  'secondFullHigh',
  'secondIncrementalHigh',
  'lowGeneration',
  'listedLow',
  'listedHigh',
  'deleteHigh',
] as const;

export type FieldName = (typeof names)[number];

export const Field = Object.fromEntries(names.map((name, index) => [name, index])) as Readonly<
  Record<FieldName, number>
>;

export const FIELDS = names.length;

/** The first field that holds a generation; all that follow do, too, and behind them the ends of the runs. */
export const FIRST_GENERATION = Field.currentGeneration;

/** The fields of the backup session, all of which are known when there is none. */
export const sessionFields: readonly number[] = names
  .map((_, index) => index)
  .filter((index) => (index >= Field.active && index <= Field.openSizeBytes) || index >= Field.lowGeneration);

/** What a field can be of which nothing is known; a generation is made otherwise. */
const domains: Readonly<Partial<Record<FieldName, readonly number[]>>> = {
  running: [1, 0],
  circularLogging: [0, 1],
  databaseCount: [2, 1],
  restoreKey: [0, 1, 2, 3],
  firstFull: [1, 0],
  firstPatch: [0, 1],
  secondFull: [1, 0],
  secondPatch: [0, 1],
  active: [0, 1],
  restoreActive: [0, 1],
};

export const domainOf = (field: number): readonly number[] => domains[names[field] ?? 'running'] ?? [];

/** Whether the record of a database is soft, by the field of its full backup's generation. */
export const softOf = (fullHigh: number): number =>
  fullHigh === Field.firstFullHigh ? Field.firstSoft : Field.secondSoft;
