import type { Provenance } from '../protocol/index.ts';

/** A fact that has no alternatives to choose from, and its ground. */
export interface Fact<Value> {
  readonly value: Value;
  readonly provenance: Provenance;
  readonly source: string;
  readonly reason: string;
}

/** What a product stamps into the headers of its files. */
export interface FileVersions {
  /** `ulVersion` and `ulUpdate` of databases and patch files. */
  readonly database: Fact<{ readonly version: number; readonly update: number }>;
  readonly log: Fact<{ readonly major: number; readonly minor: number; readonly update: number }>;
  /** The Windows that the engine ran on. */
  readonly windows: Fact<{
    readonly major: number;
    readonly minor: number;
    readonly build: number;
    readonly servicePack: number;
  }>;
}

const windows: FileVersions['windows'] = {
  value: { major: 4, minor: 0, build: 1381, servicePack: 6 },
  provenance: 'UNKNOWN',
  source: 'ESE; ese-engine.md 2.2',
  reason: 'Any Windows that the product ran on may stand here, and no dump in an article shows one.',
};

/** EDB.DLL of Exchange 4.0. */
export const exchange40Files: FileVersions = {
  database: {
    value: { version: 0x500, update: 0 },
    provenance: 'INFERRED',
    source: 'ESE (daedef, jetapi); ese-engine.md era map',
    reason:
      'Later engines call it the 500 format; the update is ours. That the DIR.EDB on the 4.0 disks was stamped 0x400 by mistake is not imitated: what setup made of it is not said.',
  },
  log: {
    value: { major: 4, minor: 995, update: 0 },
    provenance: 'DOCUMENTED',
    source: 'ESE (log.cxx); ese-engine.md era map',
    reason: 'Later engines know the logs of Exchange 4.0 by these numbers.',
  },
  windows,
};

/** EDB.DLL of Exchange 5.0. */
export const exchange50Files: FileVersions = {
  ...exchange40Files,
  log: {
    ...exchange40Files.log,
    provenance: 'INFERRED',
    reason: 'The numbers are those of 4.0; no source gives 5.0 other ones, and it has the same engine.',
  },
};

/** ESE97 of Exchange 5.5. No source tells its builds apart. */
export const exchange55Files: FileVersions = {
  database: {
    value: { version: 0x620, update: 2 },
    provenance: 'DOCUMENTED',
    source: 'Q259851, Q261947',
    reason: 'This is what the eseutil of 5.5 prints of its databases.',
  },
  log: {
    value: { major: 6, minor: 1503, update: 0 },
    provenance: 'DOCUMENTED',
    source: 'ESE (log.cxx, daedef); ese-engine.md era map',
    reason: 'The numbers before those of Exchange 2000; whether all builds of 5.5 have them is not said.',
  },
  windows,
};
