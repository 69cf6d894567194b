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
  readonly folder: string;
  /** Registry key of the parameters, and the name under which circular logging is switched (Q263548). */
  readonly parametersKey: string;
  readonly restoreKey: string;
}

const SERVICES_KEY = 'HKLM\\SYSTEM\\CurrentControlSet\\Services';

/** The backup bookkeeping that Q245211 names; what its values are called is unknown, so ours carry the annotation. */
export const BACKUP_INFORMATION_KEY = 'HKLM\\SOFTWARE\\Microsoft\\Exchange\\Backupinformation';

export const layouts: Readonly<Record<ServiceName, ServiceLayout>> = {
  'information-store': {
    name: 'information-store',
    kind: ServiceKind.informationStore,
    ntService: 'MSExchangeIS',
    annotation: Annotation.EDBBACK_MDB_SERVER,
    folder: 'D:\\exchsrvr\\mdbdata',
    parametersKey: `${SERVICES_KEY}\\MSExchangeIS\\ParametersSystem`,
    restoreKey: `${SERVICES_KEY}\\MSExchangeIS\\Restore in Progress`,
  },
  directory: {
    name: 'directory',
    kind: ServiceKind.directory,
    ntService: 'MSExchangeDS',
    annotation: Annotation.EDBBACK_DS_SERVER,
    folder: 'D:\\exchsrvr\\dsadata',
    parametersKey: `${SERVICES_KEY}\\MSExchangeDS\\Parameters`,
    restoreKey: `${SERVICES_KEY}\\MSExchangeDS\\Restore in Progress`,
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
