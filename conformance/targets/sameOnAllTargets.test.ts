import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { testsWith } from '../../binding/testing/tools.ts';
import { type Profile, profileByName } from '../../simulator/profiles/index.ts';
import { Annotation } from '../../simulator/protocol/index.ts';
import { type BackupTask, type DriveJob, everythingAllowed } from './job.ts';
import { buildShim, diedAt, shimTarget, simulatorTarget, type Target, type TargetRun } from './testing/targets.ts';
import { TwinServer } from './testing/twinServer.ts';

const nativeTest = testsWith('the comparison of targets', 'gcc');

const folder = mkdtempSync(join(tmpdir(), 'edbproof-same-'));
test.after(() => rmSync(folder, { recursive: true }));

let others: readonly Target[] | null = null;
/** What is held against the simulator. A compiled agent becomes one more. */
const otherTargets = (): readonly Target[] => {
  others ??= [shimTarget(buildShim(folder))];
  return others;
};

type Kind = BackupTask['kind'];

interface Course {
  readonly seed: number;
  readonly profileName: string;
  readonly service: keyof typeof annotations;
  readonly form: 'A' | 'W';
  readonly bufferPages: number;
  readonly kinds: readonly Kind[];
  readonly restores: boolean;
  readonly permits: boolean;
}

const annotations = { store: Annotation.EDBBACK_MDB_SERVER, directory: Annotation.EDBBACK_DS_SERVER } as const;

const courses: fc.Arbitrary<Course> = fc.record({
  seed: fc.nat({ max: 99_999 }),
  profileName: fc.constantFrom(
    'exchange-4.0',
    'exchange-4.0-sp3',
    'exchange-5.0-sp2',
    'exchange-5.5',
    'exchange-5.5-sp4',
  ),
  service: fc.constantFrom('store', 'directory'),
  form: fc.constantFrom('A', 'W'),
  bufferPages: fc.integer({ min: 3, max: 128 }),
  kinds: fc.tuple(
    fc.constantFrom<Kind>('full', 'full', 'copy', 'incremental'),
    fc.constantFrom<Kind>('full', 'incremental', 'differential', 'copy'),
  ),
  restores: fc.boolean(),
  permits: fc.boolean(),
});

const profileOf = (name: string): Profile => {
  const profile = profileByName(name);
  if (profile === null) throw new Error(`there is no profile ${name}`);
  return profile;
};

interface CourseRun {
  readonly runs: readonly TargetRun[];
  readonly folder: string;
}

let runs = 0;

/** Runs a course on one target: backups with load between them, then the disks are lost and the sets are restored. */
async function runCourse(target: Target, course: Course): Promise<CourseRun> {
  const own = join(folder, `${target.name}-${++runs}`);
  mkdirSync(own);
  const profile = profileOf(course.profileName);
  const common = {
    library: 'none',
    server: 'EXCH1',
    annotation: annotations[course.service],
    form: course.form === 'A' ? ({ kind: 'A', codePage: 'cp1252' } as const) : ({ kind: 'W' } as const),
    permissions: { ...everythingAllowed, truncate: course.permits },
  };
  const twin = new TwinServer(course.seed, profile);
  twin.start();
  const results: TargetRun[] = [];
  const goodSets: string[] = [];
  for (const [index, kind] of course.kinds.entries()) {
    twin.work(60);
    const job: DriveJob = {
      ...common,
      task: 'backup',
      kind,
      folder: own,
      name: `set-${index}`,
      bufferSizeBytes: course.bufferPages * 4096,
      takenAt: '1998-02-01T22:00:00.000Z',
    };
    const result = await target.run(twin.server, job, own);
    if (result.report.set !== null) goodSets.push(result.report.set.path);
    results.push(result);
  }
  if (course.restores && goodSets.length > 0) {
    const empty = new TwinServer(course.seed + 1, profile);
    const job: DriveJob = { ...common, task: 'restore', setPaths: goodSets, eraseExisting: false, disk: null };
    results.push(await target.run(empty.server, job, own));
    const service = empty.server.services.find(({ annotation }) => annotation === common.annotation);
    const started = service?.start();
    assert.ok(results.at(-1)?.report.result !== 'completed' || started?.started === true, started?.lines.join('; '));
  }
  return { runs: results, folder: own };
}

/** Every file below a folder with its bytes. */
function filesBelow(path: string): ReadonlyMap<string, Buffer> {
  const entries = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return new Map(paths.map((file) => [file.slice(path.length), readFileSync(file)]));
}

/** The same, wherever the folder of the run is. */
const elsewhere = (value: unknown, own: string): string =>
  JSON.stringify(value).replaceAll(JSON.stringify(own).slice(1, -1), 'FOLDER');

/** The first thing in which two targets differ; null when they agree. Their folders are gone afterwards. */
function difference(expected: CourseRun, actual: CourseRun): string | null {
  const [expectedFiles, actualFiles] = [filesBelow(expected.folder), filesBelow(actual.folder)];
  for (const [index, run] of expected.runs.entries()) {
    const other = actual.runs[index];
    const death = diedAt(run.lines);
    // The client dies in that call. What one does that is only told that its connection is gone has no counterpart.
    const [expectedLines, actualLines] = [run.lines, other?.lines ?? []].map((lines) =>
      lines.slice(0, death ?? undefined),
    );
    const wrong = expectedLines?.findIndex((line, at) => line !== actualLines?.[at]) ?? -1;
    if (wrong !== -1)
      return `line ${wrong} of trace ${index}: ${actualLines?.[wrong]} instead of ${expectedLines?.[wrong]}`;
    if (death === null && actualLines?.length !== expectedLines?.length) return `trace ${index} is longer`;
    const [expectedReport, actualReport] = [
      elsewhere(run.report, expected.folder),
      elsewhere(other?.report, actual.folder),
    ];
    if (death === null && expectedReport !== actualReport)
      return `report ${index}: ${actualReport} instead of ${expectedReport}`;
    if (death !== null && other?.report.result !== 'failed') return `run ${index} outlived its client`;
  }
  for (const [name, bytes] of expectedFiles) if (!actualFiles.get(name)?.equals(bytes)) return `the file ${name}`;
  return actualFiles.size === expectedFiles.size ? null : 'there are more files';
}

const remove = (...courseRuns: readonly CourseRun[]): void => {
  for (const { folder: own } of courseRuns) rmSync(own, { recursive: true });
};

const usual: Course = {
  seed: 7,
  profileName: 'exchange-5.5',
  service: 'store',
  form: 'A',
  bufferPages: 17,
  kinds: ['full', 'incremental'],
  restores: true,
  permits: true,
};

nativeTest('simulator and drop-in library give the same files, traces and reports, whatever is done', async () => {
  const seen = new Map<string, number>();
  const count = (what: string): void => {
    seen.set(what, (seen.get(what) ?? 0) + 1);
  };
  await fc.assert(
    fc.asyncProperty(courses, async (course) => {
      const expected = await runCourse(simulatorTarget, course);
      for (const target of otherTargets()) {
        const actual = await runCourse(target, course);
        assert.is(difference(expected, actual), null, target.name);
        remove(actual);
        count(target.name);
      }
      remove(expected);
      for (const [index, { report }] of expected.runs.entries()) {
        count(`${course.kinds[index] ?? 'restore'} ${report.result}`);
        if (report.skipped.length > 0) count('skipped');
      }
      for (const word of [course.form, course.service, course.profileName]) count(word);
    }),
    {
      seed: 1998,
      numRuns: 8,
      // A course takes seconds: shrinking one would take minutes.
      endOnFailure: true,
      examples: [
        [usual],
        [{ ...usual, service: 'directory', form: 'W', profileName: 'exchange-4.0', permits: false, bufferPages: 128 }],
        [{ ...usual, kinds: ['incremental', 'full'], restores: false, form: 'W' }],
      ],
    },
  );
  const wanted = [
    'shim',
    'A',
    'W',
    'store',
    'directory',
    'exchange-4.0',
    'exchange-5.5',
    'skipped',
    'incremental failed',
  ];
  const done = [
    'full completed',
    'copy completed',
    'incremental completed',
    'differential completed',
    'restore completed',
  ];
  const unseen = [...wanted, ...done].filter((what) => !seen.has(what));
  assert.equal(
    unseen,
    [],
    `never happened; what did: ${[...seen].map(([what, times]) => `${what} ${times}`).join(', ')}`,
  );
});

test('a target that reads in other sizes, changes a byte, or is silent about a call is found', async () => {
  const course: Course = { ...usual, kinds: ['copy', 'copy'], restores: false };
  const expected = await runCourse(simulatorTarget, course);
  const planted: Readonly<Record<string, Target['run']>> = {
    'line 3 of trace 0': (server, job, own) =>
      simulatorTarget.run(server, job.task === 'backup' ? { ...job, bufferSizeBytes: 12_288 } : job, own),
    'the file /set-0/': async (server, job, own) => {
      const result = await simulatorTarget.run(server, job, own);
      if (job.task === 'backup' && job.name !== 'set-0') return result;
      const name = readdirSync(join(own, 'set-0')).find((file) => file.endsWith('priv.edb')) ?? '';
      const bytes = readFileSync(join(own, 'set-0', name));
      bytes[9999] = (bytes[9999] ?? 0) ^ 1;
      writeFileSync(join(own, 'set-0', name), bytes);
      return result;
    },
    'line 6 of trace 0': async (server, job, own) => {
      const result = await simulatorTarget.run(server, job, own);
      return { ...result, lines: result.lines.filter((_, index) => index !== 6) };
    },
  };
  for (const [found, run] of Object.entries(planted)) {
    const actual = await runCourse({ name: 'planted', run }, course);
    assert.match(difference(expected, actual) ?? '', new RegExp(`^${found}`));
    remove(actual);
  }
  const same = await runCourse(simulatorTarget, course);
  assert.is(difference(expected, same), null);
  remove(same, expected);
});

test.run();
