import type { Provenance } from './provenance.ts';

/**
 * Backup file types: the binary character in front of every path of a list.
 * Source: EDBBCLI.H (edbbcli.md 1.4).
 */
export const Bft = {
  BFT_LOG: 0x21,
  BFT_LOG_DIR: 0x82,
  BFT_CHECKPOINT_DIR: 0x83,
  BFT_MDB_PRIVATE_DATABASE: 0x45,
  BFT_MDB_PUBLIC_DATABASE: 0x46,
  BFT_DSA_DATABASE: 0x47,
  BFT_PATCH_FILE: 0x28,
  BFT_UNKNOWN: 0x0f,
} as const;

export type BftName = keyof typeof Bft;
export type BftToken = (typeof Bft)[BftName];

/** The flag bits inside a token; what is left without them is the low code. Source: EDBBCLI.H (edbbcli.md 1.4). */
export const BftFlag = {
  BFT_DIRECTORY: 0x80,
  BFT_DATABASE_DIRECTORY: 0x40,
  BFT_LOG_DIRECTORY: 0x20,
} as const;

export type BftFlagName = keyof typeof BftFlag;

/** The three functions that return lists, without their A or W suffix. */
export type ListFunctionName = 'HrBackupGetDatabaseNames' | 'HrBackupGetBackupLogs' | 'HrRestoreGetDatabaseLocations';

export interface TokenInfo {
  readonly name: BftName;
  readonly token: BftToken;
  /** The lists this token appears in. */
  readonly lists: readonly ListFunctionName[];
  readonly meaning: string;
  readonly provenance: Provenance;
  readonly source: string;
}

const inBothDatabaseLists = ['HrBackupGetDatabaseNames', 'HrRestoreGetDatabaseLocations'] as const;
const source = 'EDBBCLI.H (edbbcli.md 1.4)';

/** Every token of the header, in the order of its low code. */
export const tokenInfos: readonly TokenInfo[] = [
  {
    name: 'BFT_LOG',
    token: Bft.BFT_LOG,
    lists: ['HrBackupGetBackupLogs'],
    meaning: 'a closed transaction log',
    provenance: 'DOCUMENTED',
    source,
  },
  {
    name: 'BFT_LOG_DIR',
    token: Bft.BFT_LOG_DIR,
    lists: ['HrRestoreGetDatabaseLocations'],
    meaning: 'the directory that restored logs and patch files go to',
    provenance: 'DOCUMENTED',
    source,
  },
  {
    name: 'BFT_CHECKPOINT_DIR',
    token: Bft.BFT_CHECKPOINT_DIR,
    lists: ['HrRestoreGetDatabaseLocations'],
    meaning: 'the directory of edb.chk; nothing is restored into it',
    provenance: 'DOCUMENTED',
    source,
  },
  {
    name: 'BFT_MDB_PRIVATE_DATABASE',
    token: Bft.BFT_MDB_PRIVATE_DATABASE,
    lists: inBothDatabaseLists,
    meaning: 'the private information store (priv.edb), or its directory in a list of locations',
    provenance: 'DOCUMENTED',
    source,
  },
  {
    name: 'BFT_MDB_PUBLIC_DATABASE',
    token: Bft.BFT_MDB_PUBLIC_DATABASE,
    lists: inBothDatabaseLists,
    meaning: 'the public information store (pub.edb), or its directory in a list of locations',
    provenance: 'DOCUMENTED',
    source,
  },
  {
    name: 'BFT_DSA_DATABASE',
    token: Bft.BFT_DSA_DATABASE,
    lists: inBothDatabaseLists,
    meaning: 'the directory database (dir.edb), or its directory in a list of locations',
    provenance: 'DOCUMENTED',
    source,
  },
  {
    name: 'BFT_PATCH_FILE',
    token: Bft.BFT_PATCH_FILE,
    lists: ['HrBackupGetBackupLogs'],
    meaning: 'the patch file of one database (full backups only)',
    provenance: 'DOCUMENTED',
    source,
  },
  {
    name: 'BFT_UNKNOWN',
    token: Bft.BFT_UNKNOWN,
    lists: [],
    meaning: 'a file of unknown type',
    provenance: 'DOCUMENTED',
    source,
  },
];

const infoByToken: ReadonlyMap<number, TokenInfo> = new Map(tokenInfos.map((info) => [info.token, info]));

/** What the header says of a token; undefined when the header does not name it. */
export const tokenInfo = (token: number): TokenInfo | undefined => infoByToken.get(token);

/** The name of a token for a person: `BFT_LOG`, or `unnamed token 0x44` when the header has no such value. */
export const tokenName = (token: number): string =>
  infoByToken.get(token)?.name ?? `unnamed token 0x${token.toString(16).padStart(2, '0')}`;

/** The names of the flag bits set in a token, highest bit first. */
export function tokenFlagNames(token: number): readonly BftFlagName[] {
  const names: readonly BftFlagName[] = ['BFT_DIRECTORY', 'BFT_DATABASE_DIRECTORY', 'BFT_LOG_DIRECTORY'];
  return names.filter((name) => (token & BftFlag[name]) !== 0);
}
