/** How an event appears in the NT event log. Id 0: no source gives the number. */
export interface EventIdentity {
  readonly source: string;
  readonly id: number;
}

/** What the model writes to the event log, by meaning; a profile gives each its source and id. */
export const eventNames = [
  'engine-started',
  'engine-stopped',
  'full-backup-started',
  'incremental-backup-started',
  'backup-completed',
  'backup-stopped',
  'restore-started',
  'restore-ended',
  'recovery-started',
  'log-replayed',
  'recovery-completed',
  'recovery-failed',
  'log-header-unreadable',
  'database-header-unreadable',
  'log-gap',
  'page-verification-failed',
  'file-access-failed',
  'database-not-recovered',
  'full-backup-needed',
  'checkpoint-not-written',
  'log-disk-low',
  'log-disk-full',
  'database-too-large',
  'page-unreadable',
  'log-not-created',
  'log-write-failed',
  'commit-not-logged',
  'directory-error',
  'parameter-missing',
  'database-initialization-failed',
  'service-start-failed',
  'restored-database-not-recovered',
  'restored-database-not-recovered-explained',
  'single-store-restored',
] as const;

export type EventName = (typeof eventNames)[number];

/** How a product logs every event; null for one that it does not write at all. */
export type EventTable = Readonly<Record<EventName, EventIdentity | null>>;

/**
 * ESE97, Exchange 5.5. Sources, edbbcli.md 2.5: 104 Q219035, 105 Q188646, 106/107 Q262041, 108-110 Q242063, 118 Q188646,
 * 134 Q191357, 145 Q251410, 156 Q295751; 102 and 103 are inferred by offset from ESE 200 and 201; 1081, 5000 and 1113
 * (Q246272) belong to MSExchangeIS. 49 and 61 are attested for EDB only (Q163913, Q184578). Of recovery: 0 is the real id
 * of an error that the engine has no event of its own for (Q231299, Q275602), 124 Q247769, 132 Q242063, 199 Q192657,
 * 1080 Q161584, 1091 Q191357, 1120 Q181796.
 */
export const ese97Events: EventTable = {
  'engine-started': { source: 'ESE97', id: 100 },
  'engine-stopped': { source: 'ESE97', id: 101 },
  'full-backup-started': { source: 'ESE97', id: 102 },
  'incremental-backup-started': { source: 'ESE97', id: 103 },
  'backup-completed': { source: 'ESE97', id: 104 },
  'backup-stopped': { source: 'ESE97', id: 105 },
  'restore-started': { source: 'ESE97', id: 106 },
  'restore-ended': { source: 'ESE97', id: 107 },
  'recovery-started': { source: 'ESE97', id: 108 },
  'log-replayed': { source: 'ESE97', id: 109 },
  'recovery-completed': { source: 'ESE97', id: 110 },
  'recovery-failed': { source: 'ESE97', id: 0 },
  'log-header-unreadable': { source: 'ESE97', id: 124 },
  'database-header-unreadable': { source: 'ESE97', id: 132 },
  'log-gap': { source: 'ESE97', id: 199 },
  'page-verification-failed': { source: 'ESE97', id: 118 },
  'file-access-failed': { source: 'ESE97', id: 145 },
  'database-not-recovered': { source: 'ESE97', id: 134 },
  'full-backup-needed': { source: 'ESE97', id: 156 },
  'checkpoint-not-written': { source: 'ESE97', id: 0 },
  'log-disk-low': { source: 'ESE97', id: 0 },
  'log-disk-full': { source: 'MSExchangeIS', id: 1113 },
  'database-too-large': { source: 'MSExchangeIS', id: 1112 },
  'page-unreadable': { source: 'ESE97', id: 116 },
  'log-not-created': { source: 'ESE97', id: 125 },
  'log-write-failed': { source: 'MSExchangeIS', id: 1111 },
  'commit-not-logged': { source: 'ESE97', id: 193 },
  'directory-error': { source: 'MSExchangeDS', id: 1166 },
  'parameter-missing': { source: 'MSExchangeDS', id: 1016 },
  'database-initialization-failed': { source: 'MSExchangeIS', id: 1120 },
  'service-start-failed': { source: 'MSExchangeIS', id: 5000 },
  'restored-database-not-recovered': { source: 'MSExchangeIS', id: 1081 },
  'restored-database-not-recovered-explained': { source: 'MSExchangeIS', id: 1080 },
  'single-store-restored': { source: 'MSExchangeIS', id: 1091 },
};

/**
 * EDB, Exchange 5.0. Sources, edbbcli.md 2.5: 15 Q178934, 18 and 71 Q181449, 23 Q151789, 49 Q163913, 50 Q182804,
 * 61 Q184578, 31 Q181449, 39 Q168357, 116 Q190696; 10 and 11 Q178930, Q180010 (without a source: I); 12, 13, 14, 16 and 17 are inferred by offset. Id 0 marks an event whose id no source gives: it is logged with its
 * meaning and without a number.
 */
export const edbEvents: EventTable = {
  'engine-started': { source: 'EDB', id: 10 },
  'engine-stopped': { source: 'EDB', id: 11 },
  'full-backup-started': { source: 'EDB', id: 12 },
  'incremental-backup-started': { source: 'EDB', id: 13 },
  'backup-completed': { source: 'EDB', id: 14 },
  'backup-stopped': { source: 'EDB', id: 15 },
  'restore-started': { source: 'EDB', id: 16 },
  'restore-ended': { source: 'EDB', id: 17 },
  'recovery-started': { source: 'EDB', id: 18 },
  'log-replayed': { source: 'EDB', id: 71 },
  'recovery-completed': { source: 'EDB', id: 0 },
  'recovery-failed': { source: 'EDB', id: 0 },
  'log-header-unreadable': { source: 'EDB', id: 31 },
  'database-header-unreadable': { source: 'EDB', id: 39 },
  'log-gap': { source: 'EDB', id: 0 },
  'page-verification-failed': { source: 'EDB', id: 23 },
  'file-access-failed': { source: 'EDB', id: 50 },
  'database-not-recovered': { source: 'EDB', id: 0 },
  'full-backup-needed': { source: 'EDB', id: 0 },
  'checkpoint-not-written': { source: 'EDB', id: 63 },
  'log-disk-low': { source: 'EDB', id: 49 },
  'log-disk-full': { source: 'MSExchangeIS', id: 1113 },
  'database-too-large': { source: 'MSExchangeIS', id: 1112 },
  'page-unreadable': { source: 'EDB', id: 116 },
  'log-not-created': { source: 'EDB', id: 32 },
  'log-write-failed': { source: 'MSExchangeIS', id: 1111 },
  'commit-not-logged': null,
  'directory-error': { source: 'MSExchangeDS', id: 1166 },
  'parameter-missing': { source: 'MSExchangeDS', id: 1016 },
  'database-initialization-failed': { source: 'MSExchangeIS', id: 1120 },
  'service-start-failed': { source: 'MSExchangeIS', id: 5000 },
  'restored-database-not-recovered': { source: 'MSExchangeIS', id: 1081 },
  'restored-database-not-recovered-explained': { source: 'MSExchangeIS', id: 1080 },
  'single-store-restored': { source: 'MSExchangeIS', id: 0 },
};

/**
 * Exchange 4.0. The numbers of EDB moved by two between its builds: the engine started is 8 (Q184719, build 993, Service
 * Pack 2) and 10 (Q178930, Q180010), a log that cannot be made 30 (Q213202) and 32 (Q267987, of 5.0), the header of a
 * database 37 (Q258302) and 39 (Q168357), a shadowed header 61 (Q184578, of 4.0) and 63 (Q182804). That the lower ones are
 * those of 4.0 is inferred from the two that name their version; against it stand 18, 31 and 71 (Q181449, of 4.0), of which
 * no other number is known, and Q169899, where 8 is a log that is replayed. So no offset from the numbers of ESE97 is safe.
 */
export const edbEventsOf40: EventTable = {
  ...edbEvents,
  'engine-started': { source: 'EDB', id: 8 },
  'engine-stopped': { source: 'EDB', id: 9 },
  'log-not-created': { source: 'EDB', id: 30 },
  'database-header-unreadable': { source: 'EDB', id: 37 },
  'checkpoint-not-written': { source: 'EDB', id: 61 },
};
