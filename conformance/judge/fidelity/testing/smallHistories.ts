import { SeededRandom } from '../../../../simulator/exchange/index.ts';
import type { Profile } from '../../../../simulator/profiles/index.ts';
import { BackupType, Hr } from '../../../../simulator/protocol/index.ts';
import { type ApiCall, type FileReference, Handle, ServiceKind } from '../../../../simulator/rules/index.ts';
import { plainCircumstances } from '../../../../simulator/rules/testing/circumstances.ts';
import type { Ending } from '../index.ts';
import { Fidelity } from '../index.ts';
import { everyStart, NaiveJudge, type Universe } from './naive.ts';

/** What the comparison of the judge with the plain enumeration has counted. */
export interface Comparison {
  calls: number;
  accepted: number;
  rejected: number;
  /** The first answer of which the two think differently, and how the history got there; null when there is none. */
  difference: string | null;
}

const CALLS_OF_A_HISTORY = 8;
const handle = Handle.unknown;

/** Every call that a backup can come to on a small server. */
function everyCall({ kind, highestGeneration }: Universe, random: SeededRandom): ApiCall[] {
  const databases = kind === 'two databases' ? [0, 1] : [0];
  const logs = Array.from({ length: highestGeneration + 1 }, (_, index) => index + 1);
  const files: FileReference[] = [
    ...databases.map((index) => ({ kind: 'database', index, sizeBytes: 40_960 }) as const),
    ...databases.map((index) => ({ kind: 'patch', index, sizeBytes: 8192 }) as const),
    ...logs.map((generation) => ({ kind: 'log', generation, sizeBytes: 5_242_880 }) as const),
  ];
  return [
    { kind: 'HrBackupPrepare', target: 'reached', grbit: 0, backupType: BackupType.BACKUP_TYPE_FULL },
    { kind: 'HrBackupPrepare', target: 'reached', grbit: 1, backupType: BackupType.BACKUP_TYPE_LOGS_ONLY },
    { kind: 'HrBackupGetDatabaseNames', handle, form: 'W' },
    { kind: 'HrBackupClose', handle },
    { kind: 'HrBackupGetBackupLogs', handle, fault: 0 },
    { kind: 'HrBackupTruncateLogs', handle },
    { kind: 'HrBackupEnd', handle },
    { kind: 'HrSetCurrentBackupLog', target: 'reached', currentLog: random.next(highestGeneration + 1) },
    {
      kind: 'HrBackupRead',
      handle,
      bufferGiven: true,
      sizeBytes: 65_536,
      availableBytes: 65_536,
      tcp: true,
      hintSizeBytes: 65_536,
      circumstances: plainCircumstances,
      fault: 0,
    },
    ...files.map((file) => ({ kind: 'HrBackupOpenFile', handle, file, fault: 0 }) as const),
  ];
}

/** Answers that nobody gave: another code, another range of logs, other patch files, an answer where none was, or none where one was. */
function altered(ending: Ending, highestGeneration: number): Ending[] {
  if (ending.kind !== 'answered') return [{ kind: 'answered', code: Hr.hrNone, answer: null }];
  const codes = [Hr.hrNone, Hr.hrInvalidParam, Hr.hrInvalidHandle, Hr.hrNoBackup, Hr.hrInvalidBackupSequence];
  const endings: Ending[] = codes.map((code) => ({ ...ending, code }));
  endings.push({ ...ending, answer: ending.answer === null ? { kind: 'context' } : null }, { kind: 'hung' });
  if (ending.answer?.kind === 'databases') endings.push({ ...ending, answer: { kind: 'databases', count: 3 } });
  if (ending.answer?.kind === 'size') endings.push({ ...ending, answer: { kind: 'size', sizeBytes: 1 } });
  if (ending.answer?.kind === 'bytes') endings.push({ ...ending, answer: { kind: 'bytes', sizeBytes: 1 } });
  if (ending.answer?.kind === 'logs') {
    const { kind } = ending.answer;
    for (let low = 1; low <= highestGeneration + 1; low++) {
      for (let high = low + 1; high <= highestGeneration + 2; high++) {
        for (let patches = 0; patches < 4; patches++) endings.push({ ...ending, answer: { kind, low, high, patches } });
      }
    }
  }
  return endings;
}

/**
 * Random small histories, each from everything that its start can be. At every call the judge is asked of every answer that the plain
 * enumeration knows, and of every altered one, whether it accepts it; it must do so exactly where the enumeration does. Where it rejects
 * one, it must name the requirements that the enumeration finds, and no others.
 */
export function compareSmallHistories(
  profile: Profile,
  universe: Universe,
  histories: number,
  seed: number,
): Comparison {
  const random = new SeededRandom(seed);
  const activities = new Map();
  const starts = everyStart(universe);
  const count: Comparison = { calls: 0, accepted: 0, rejected: 0, difference: null };
  for (let number = 0; number < histories && count.difference === null; number++) {
    const naive = new NaiveJudge(profile, universe, starts, activities);
    const judge = new Fidelity({
      profiles: [profile],
      kind: universe.kind === 'directory' ? ServiceKind.directory : ServiceKind.informationStore,
      bounds: { highestGeneration: universe.highestGeneration, startRuns: universe.highestGeneration },
      known: {
        running: 1,
        restoreActive: 0,
        databaseCount: universe.kind === 'two databases' ? 2 : 1,
        ...(universe.mayHaveStranger ? {} : { active: 0 }),
      },
      unseenActivity: true,
      unseenStops: false,
    });
    playSmallHistory({ naive, judge, universe, random, count });
  }
  return count;
}

interface SmallHistory {
  readonly naive: NaiveJudge;
  readonly judge: Fidelity;
  readonly universe: Universe;
  readonly random: SeededRandom;
  readonly count: Comparison;
}

function playSmallHistory({ naive, judge, universe, random, count }: SmallHistory): void {
  const said: string[] = [];
  let context: number | null = null;
  for (let number = 1; number <= CALLS_OF_A_HISTORY; number++) {
    const calls = everyCall(universe, random);
    // A backup begins soon, and not only once.
    const choices: readonly ApiCall[] = context === null && random.next(3) > 0 ? calls.slice(0, 2) : calls;
    const call: ApiCall | undefined = choices[random.next(choices.length)];
    if (call === undefined) throw new Error('there is always a call');
    const newContext: number | null = call.kind === 'HrBackupPrepare' ? number : null;
    const seen = (ending: Ending) => ({ calls: [call], context, newContext, ending });
    const answers = naive.answers(call, context, newContext);
    const required = [...new Set([...answers.values()].flatMap(({ requirements }) => [...requirements]))].sort();
    const endings = new Map<string, Ending>();
    for (const { ending } of answers.values()) {
      for (const each of [ending, ...altered(ending, universe.highestGeneration)])
        endings.set(JSON.stringify(each), each);
    }
    for (const [key, ending] of endings) {
      const { verdict, otherwise } = judge.fork().call(seen(ending));
      const isAccepted = verdict !== 'divergent';
      count[isAccepted ? 'accepted' : 'rejected']++;
      const named = [...new Set(otherwise.map(({ requirement }) => requirement?.id ?? ''))].sort();
      const isNamed = isAccepted || named.join() === required.join();
      if (isAccepted === answers.has(key) && isNamed) continue;
      const what =
        isAccepted === answers.has(key) ? `names ${named} for ${required}` : isAccepted ? 'accepts' : 'rejects';
      count.difference = `the judge ${what}: ${JSON.stringify(call)} ${key}\n${said.join('\n')}`;
      return;
    }
    const possible = [...answers.values()];
    const next = possible[random.next(possible.length)];
    if (next === undefined) throw new Error('there is always an answer');
    judge.call(seen(next.ending));
    naive.take(call, context, newContext, next);
    said.push(`${JSON.stringify(call)} ${JSON.stringify(next.ending)}`);
    count.calls++;
    const isGood = next.ending.kind === 'answered' && next.ending.code === Hr.hrNone;
    if (isGood && newContext !== null) context = newContext;
    if (isGood && call.kind === 'HrBackupEnd') context = null;
  }
}
