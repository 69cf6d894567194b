import { type EdbbcliApi, type ExportName, functionInfo, Hr, hresult } from '../../simulator/protocol/index.ts';

import type { BackupTask, Permissions } from './job.ts';

type BackupKind = BackupTask['kind'];

/** The option that allows a destructive function. Null: no procedure here has such a step, and nothing allows it. */
export const allowingFlags = {
  HrBackupTruncateLogs: '--allow-truncate',
  HrRestoreRegister: '--allow-register',
  HrRestoreRegisterComplete: '--allow-complete',
  HrSetCurrentBackupLog: null,
  /** What it does is unknown; its name says that it restores. */
  I_HrRestoreW: null,
} as const;

export type DestructiveName = keyof typeof allowingFlags;

const isDestructive = (name: string): name is DestructiveName => Object.hasOwn(allowingFlags, name);

/** The base name of a destructive export, or null for one that changes nothing on the server that matters. */
export function destructiveName(name: ExportName): DestructiveName | null {
  const base = functionInfo(name)?.baseName ?? name;
  return isDestructive(base) ? base : null;
}

export function isAllowed(name: DestructiveName, permissions: Permissions): boolean {
  switch (name) {
    case 'HrBackupTruncateLogs':
      return permissions.truncate;
    case 'HrRestoreRegister':
      return permissions.register;
    case 'HrRestoreRegisterComplete':
      return permissions.complete;
    case 'HrSetCurrentBackupLog':
    case 'I_HrRestoreW':
      return false;
  }
}

/** Steps whose place a failure takes when they are left out. */
const failsWhenSkipped: ReadonlySet<DestructiveName> = new Set([
  'HrRestoreRegister',
  'HrSetCurrentBackupLog',
  'I_HrRestoreW',
]);

/**
 * What a procedure is told of a step that is left out. A skipped HrRestoreRegister must look like a failure, so that nothing
 * is written; the others like success, because all that depends on them is left out with them. The customer bit is set.
 */
const SKIPPED = hresult(0xedb00002);
const answerWhenSkipped = (name: DestructiveName) => ({
  code: failsWhenSkipped.has(name) ? SKIPPED : Hr.hrNone,
});

/** Who watches the calls of an API. */
export interface CallWatch {
  /** The call is about to be made. */
  begins(name: ExportName, values: readonly unknown[]): void;
  /** The call was not made, because nothing allows it. */
  skips(name: DestructiveName): void;
}

/** An API of which nothing destructive reaches the library without permission, and of which every call is announced. */
export function guardedApi(api: EdbbcliApi, permissions: Permissions, watch: CallWatch): EdbbcliApi {
  return new Proxy(api, {
    get: (target, key) => {
      const method: unknown = Reflect.get(target, key);
      const name = typeof key === 'string' ? functionInfo(key)?.name : undefined;
      if (name === undefined || typeof method !== 'function') return method;
      return (...values: unknown[]): unknown => {
        const destructive = destructiveName(name);
        if (destructive !== null && !isAllowed(destructive, permissions)) {
          watch.skips(destructive);
          return answerWhenSkipped(destructive);
        }
        watch.begins(name, values);
        return Reflect.apply(method, target, values);
      };
    },
  });
}

/**
 * The kind of backup that is left when truncation is: the calls of a full backup without it are those of a copy, those of an
 * incremental one are those of a differential (edbbcli.md 4.1 to 4.4). The manifest must not claim more than was done.
 */
export function kindInEffect(kind: BackupKind, permissions: Permissions): BackupKind {
  if (permissions.truncate) return kind;
  if (kind === 'full') return 'copy';
  return kind === 'incremental' ? 'differential' : kind;
}
