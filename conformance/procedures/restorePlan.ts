import { Annotation } from '../../simulator/protocol/index.ts';
import { type BackupKind, readsDatabases } from './backupKind.ts';
import { type Attempt, type Failure, failed, otherFailure, succeeded } from './failure.ts';
import type { ServerOptions } from './options.ts';
import type { RestoreSet } from './restoreSet.ts';

/** One set of a chain with the generations that HrRestoreRegister is told when it is restored. */
export interface PlannedSet {
  readonly set: RestoreSet;
  /** Whether this set brings the databases, and with them the map. */
  readonly bringsDatabases: boolean;
  /** Lowest generation of the whole chain so far: the low end stays with the full set (rule A-14). */
  readonly lowGeneration: number;
  /** Highest generation of the chain so far. */
  readonly highGeneration: number;
}

interface Range {
  readonly low: number;
  readonly high: number;
}

/**
 * Checks that sets form one chain, oldest first, with no generation missing (M-restore, Q200941; rules ).
 *
 * With `acceptBrokenChain` a chain with a gap, in the wrong order or without a full set is planned all the same, to see
 * what the server makes of it; what cannot be told to a server at all (no sets, no logs) still fails.
 */
export function planRestore(
  sets: readonly RestoreSet[],
  target: Pick<ServerOptions, 'server' | 'annotation'>,
  acceptBrokenChain: boolean,
): Attempt<readonly PlannedSet[]> {
  if (sets.length === 0) return failed(badChain('no set to restore is named'));
  const planned: PlannedSet[] = [];
  let chain: Range | null = null;
  for (const [index, set] of sets.entries()) {
    const range = rangeOf(set);
    if (range === null) return failed(badChain(`the set '${set.name}' holds no log, and every online backup has one`));
    const problem =
      wrongServiceProblem(set, target.annotation) ??
      (acceptBrokenChain
        ? null
        : (wrongServerProblem(set, target) ?? gapInside(set, range) ?? linkProblem(sets, index, range, chain)));
    if (problem !== null) return failed(badChain(problem));
    chain = chain === null ? range : { low: Math.min(chain.low, range.low), high: Math.max(chain.high, range.high) };
    planned.push({
      set,
      bringsDatabases: readsDatabases(set.kind),
      lowGeneration: chain.low,
      highGeneration: chain.high,
    });
  }
  return succeeded(planned);
}

function rangeOf(set: RestoreSet): Range | null {
  let low = Number.POSITIVE_INFINITY;
  let high = 0;
  for (const { generation } of set.files) {
    if (generation === null) continue;
    low = Math.min(low, generation);
    high = Math.max(high, generation);
  }
  return high === 0 ? null : { low, high };
}

const wrongServiceProblem = (set: RestoreSet, annotation: string): string | null =>
  set.annotation === annotation
    ? null
    : `the set '${set.name}' is of '${set.annotation}' and cannot be restored to '${annotation}'`;

/** M-restore, Q155600: a directory belongs to its server, and nothing in the API refuses it elsewhere. */
function wrongServerProblem(
  set: RestoreSet,
  { server, annotation }: Pick<ServerOptions, 'server' | 'annotation'>,
): string | null {
  if (annotation !== Annotation.EDBBACK_DS_SERVER) return null;
  const name = server.replace(/^\\\\/, '').toLowerCase();
  const source = set.files.map(({ path }) => serverOfUnc(path)).find((from) => from !== null && from !== name);
  return source === undefined || source === null
    ? null
    : `the set '${set.name}' is the directory of ${source.toUpperCase()}, and a directory is restored to its own server only`;
}

/** The server of a UNC path in lower case; null for any other text. */
const serverOfUnc = (path: string): string | null => /^\\\\([^\\]+)\\/.exec(path)?.[1]?.toLowerCase() ?? null;

function gapInside(set: RestoreSet, range: Range): string | null {
  const present = new Set(set.files.map((file) => file.generation));
  for (let generation = range.low; generation <= range.high; generation += 1) {
    if (!present.has(generation)) return `the set '${set.name}' lacks the log of generation ${generation}`;
  }
  return null;
}

function linkProblem(sets: readonly RestoreSet[], index: number, range: Range, chain: Range | null): string | null {
  const set = sets[index];
  if (set === undefined) throw new Error('linkProblem was given an index outside the chain');
  if (chain === null) {
    return readsDatabases(set.kind) ? null : `the first set '${set.name}' is ${article(set.kind)} one, not a full one`;
  }
  const previous = sets[index - 1]?.name ?? '';
  if (readsDatabases(set.kind)) {
    return `'${set.name}' is a second full set: begin with it and leave the sets before it away`;
  }
  if (range.high <= chain.high) {
    return `'${set.name}' (generations ${range.low} to ${range.high}) brings nothing after '${previous}', which reaches ${chain.high}: the sets must be given oldest first`;
  }
  if (range.low > chain.high + 1) {
    const gap =
      range.low - 1 === chain.high + 1
        ? `generation ${chain.high + 1} is`
        : `generations ${chain.high + 1} to ${range.low - 1} are`;
    return `${gap} in no set: one is missing between '${previous}' and '${set.name}'`;
  }
  return null;
}

const article = (kind: BackupKind): string => (kind === 'incremental' ? 'an incremental' : `a ${kind}`);

const badChain = (what: string): Failure =>
  otherFailure(
    'input',
    `These sets cannot be restored together: ${what}.`,
    'Give one full or copy set first, then every incremental set in order, or the last differential one.',
  );
