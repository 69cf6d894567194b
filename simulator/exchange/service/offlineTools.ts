import {
  decodeLogHeader,
  defragmentDatabase,
  encodeLogHeader,
  LOG_HEADER_SIZE_BYTES,
  type Signature,
  type VirtualDisk,
} from '../../engine/index.ts';
import type { MailDatabase } from '../mailDatabase.ts';
import type { ServerContext } from '../serverContext.ts';

/** Why a tool did nothing, in one sentence that says what to do instead; or that it did its work. */
export type ToolResult = { readonly done: true } | Refusal;

/** `jetError`: what the engine answered, where it was the engine that refused. */
export interface Refusal {
  readonly done: false;
  readonly reason: string;
  readonly jetError?: number;
}

export const done: ToolResult = { done: true };
export const refused = (reason: string, jetError?: number): Refusal => ({
  done: false,
  reason,
  ...(jetError === undefined ? {} : { jetError }),
});

/** Offline defragmentation (eseutil /d): the same rows under a new database signature, without backup records (Q183380). */
export function defragment(server: ServerContext, database: MailDatabase): ToolResult {
  const signature: Signature = {
    random: server.random.next(0x7fffffff),
    createdSeconds: server.clock.nowSeconds(),
    computerName: '',
  };
  const error = defragmentDatabase(server.disk, database.path, { signature });
  return error === 0 ? done : refused(`${database.path} cannot be defragmented: the engine answers ${error}`, error);
}

/**
 * Rewrites the header of a closed log so that it no longer names its predecessor: what an administrator gets who copies
 * a log of the same number from elsewhere. The log itself stays sound.
 */
export function forgeLogFile(disk: VirtualDisk, path: string): void {
  const header = logHeaderOf(disk, path);
  if (header === null) throw new Error(`${path} is no log with a readable header`);
  disk.open(path)?.write(0, encodeLogHeader({ ...header, previousCreatedSeconds: header.previousCreatedSeconds + 1 }));
}

export function logHeaderOf(disk: VirtualDisk, path: string) {
  const bytes = new Uint8Array(LOG_HEADER_SIZE_BYTES);
  disk.open(path)?.read(0, bytes, 0, bytes.length);
  return decodeLogHeader(bytes);
}
