import type { CodeResult, Hbc } from '../../simulator/protocol/index.ts';
import { AnsiEncoder } from './ansiEncoder.ts';
import { call } from './call.ts';
import { type Attempt, callFailure, failed, isFailure, succeeded } from './failure.ts';
import type { ApiForm } from './options.ts';
import type { Procedure } from './steps.ts';

/** One database: where it was when it was backed up, and where it is restored to. Full UNC paths of the files. */
export interface DatabaseMapping {
  readonly oldPath: string;
  readonly newPath: string;
}

/** What HrRestoreRegister is told (edbbcli.md 3.12). The log folder also takes the restored logs and patch files. */
export interface RestoreRegistration {
  readonly checkpointFolder: string;
  readonly logFolder: string;
  readonly map: readonly DatabaseMapping[];
  readonly lowGeneration: number;
  readonly highGeneration: number;
}

export function* registerRestore(hbc: Hbc, order: RestoreRegistration, form: ApiForm): Procedure<Attempt<void>> {
  const name = `HrRestoreRegister${form.kind}` as const;
  const { checkpointFolder, logFolder, lowGeneration, highGeneration } = order;
  let result: CodeResult;
  if (form.kind === 'W') {
    const rows = order.map.map((row) => ({ databaseName: row.oldPath, newDatabaseName: row.newPath }));
    result = yield* call(
      'HrRestoreRegisterW',
      hbc,
      checkpointFolder,
      logFolder,
      rows,
      logFolder,
      lowGeneration,
      highGeneration,
    );
  } else {
    const encoder = new AnsiEncoder(form.codePage);
    const checkpointBytes = encoder.encode(checkpointFolder);
    const logBytes = encoder.encode(logFolder);
    const rows = order.map.map((row) => ({
      databaseName: encoder.encode(row.oldPath),
      newDatabaseName: encoder.encode(row.newPath),
    }));
    if (encoder.failure !== null) return failed(encoder.failure);
    result = yield* call(
      'HrRestoreRegisterA',
      hbc,
      checkpointBytes,
      logBytes,
      rows,
      logBytes,
      lowGeneration,
      highGeneration,
    );
  }
  return isFailure(result.code) ? failed(callFailure(name, result.code)) : succeeded(undefined);
}
