import {
  Annotation,
  type AnnotationText,
  Bft,
  formatUnc,
  localPathOfUnc,
  parseUnc,
  uncOfLocalPath,
} from '../protocol/index.ts';
import { ServiceKind, type ServiceKindNumber } from '../rules/index.ts';

/** The two components of a server that can be backed up. */
export type ServiceName = 'information-store' | 'directory';
export type DatabaseName = 'priv' | 'pub' | 'dir';

/** Where a service's files are and what it is called, as a default installation has it (edbbcli.md 1.2, 6.1). */
export interface ServiceLayout {
  readonly name: ServiceName;
  readonly kind: ServiceKindNumber;
  /** Name of the NT service. */
  readonly ntService: 'MSExchangeIS' | 'MSExchangeDS';
  readonly annotation: AnnotationText;
  /** Where setup puts everything; where things are now, the registry says. */
  readonly folder: string;
  /** Registry key of the parameters, and the name under which circular logging is switched (Q263548). */
  readonly parametersKey: string;
  readonly restoreKey: string;
  /** The registry values that hold the paths (Q200941, Q240145, Q263548). */
  readonly pathValues: {
    readonly logFolder: RegistryName;
    readonly systemFolder: RegistryName;
    readonly databases: Readonly<Partial<Record<DatabaseName, RegistryName>>>;
  };
}

/** One value of the registry: its key and its name. */
interface RegistryName {
  readonly key: string;
  readonly name: string;
}

const SERVICES_KEY = 'HKLM\\SYSTEM\\CurrentControlSet\\Services';
const STORE_SYSTEM_KEY = `${SERVICES_KEY}\\MSExchangeIS\\ParametersSystem`;
const DIRECTORY_KEY = `${SERVICES_KEY}\\MSExchangeDS\\Parameters`;

/** The backup bookkeeping that Q245211 names; what its values are called is unknown, so ours carry the annotation. */
export const BACKUP_INFORMATION_KEY = 'HKLM\\SOFTWARE\\Microsoft\\Exchange\\Backupinformation';

export const layouts: Readonly<Record<ServiceName, ServiceLayout>> = {
  'information-store': {
    name: 'information-store',
    kind: ServiceKind.informationStore,
    ntService: 'MSExchangeIS',
    annotation: Annotation.EDBBACK_MDB_SERVER,
    folder: 'D:\\exchsrvr\\mdbdata',
    parametersKey: STORE_SYSTEM_KEY,
    restoreKey: `${SERVICES_KEY}\\MSExchangeIS\\Restore in Progress`,
    pathValues: {
      logFolder: { key: STORE_SYSTEM_KEY, name: 'DB Log Path' },
      systemFolder: { key: STORE_SYSTEM_KEY, name: 'Working Directory' },
      databases: {
        priv: { key: `${SERVICES_KEY}\\MSExchangeIS\\ParametersPrivate`, name: 'DB Path' },
        pub: { key: `${SERVICES_KEY}\\MSExchangeIS\\ParametersPublic`, name: 'DB Path' },
      },
    },
  },
  directory: {
    name: 'directory',
    kind: ServiceKind.directory,
    ntService: 'MSExchangeDS',
    annotation: Annotation.EDBBACK_DS_SERVER,
    folder: 'D:\\exchsrvr\\dsadata',
    parametersKey: DIRECTORY_KEY,
    restoreKey: `${SERVICES_KEY}\\MSExchangeDS\\Restore in Progress`,
    pathValues: {
      logFolder: { key: DIRECTORY_KEY, name: 'Database log files path' },
      systemFolder: { key: DIRECTORY_KEY, name: 'DSA Working Directory' },
      databases: { dir: { key: DIRECTORY_KEY, name: 'Dsa Database File' } },
    },
  },
};

export const databaseTokens: Readonly<Record<DatabaseName, number>> = {
  priv: Bft.BFT_MDB_PRIVATE_DATABASE,
  pub: Bft.BFT_MDB_PUBLIC_DATABASE,
  dir: Bft.BFT_DSA_DATABASE,
};

/** `D:\\folder\\file` as another computer names it: `\\\\SERVER\\D$\\folder\\file` (Q169859). */
export function uncPath(server: string, path: string): string {
  const parsed = uncOfLocalPath(server, path);
  if (!parsed.ok) throw new Error(`${path} of ${server} has no UNC form: ${parsed.reason}`);
  return formatUnc(parsed.unc);
}

/** The local path of a UNC path through an administrative share of this server; null for any other text. */
export function localPath(server: string, unc: string): string | null {
  const parsed = parseUnc(unc);
  if (!parsed.ok || parsed.unc.server.toLowerCase() !== server.toLowerCase()) return null;
  return localPathOfUnc(parsed.unc);
}

export const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('\\'));
export const fileNameOf = (path: string): string => path.slice(path.lastIndexOf('\\') + 1);
