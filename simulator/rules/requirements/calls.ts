import { type FunctionBaseName, functionInfos } from '../../protocol/index.ts';

const takingFirst = (cTypes: readonly string[]): readonly FunctionBaseName[] => [
  ...new Set(
    functionInfos
      .filter(({ parameters }) => cTypes.includes(parameters[0]?.cType ?? ''))
      .map(({ baseName }) => baseName),
  ),
];

/** The functions that are called on a context. */
export const contextCalls = takingFirst(['HBC']);

/** Those of them that belong to a backup. */
export const backupContextCalls = contextCalls.filter((name) => name.startsWith('HrBackup'));

/** The functions that name a server and a service. */
export const namingCalls = takingFirst(['char *', 'WCHAR *']);
