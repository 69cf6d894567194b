import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { endpointText, Host } from '../../../binding/host/index.ts';
import type { ExchangeServer } from '../../../simulator/exchange/index.ts';
import { driveLibrary } from '../driveLibrary.ts';
import { endingText } from '../ending.ts';
import type { DriveJob } from '../job.ts';
import type { DriveReport } from '../messages.ts';
import { runJob } from '../runJob.ts';

/** What one target made of a job. */
export interface TargetRun {
  readonly report: DriveReport;
  readonly lines: readonly string[];
}

/** Something that a job can be run on. Every one must make the same of it. */
export interface Target {
  readonly name: string;
  /** Runs a job against a server. `folder`: a scratch folder of the run. */
  run(server: ExchangeServer, job: DriveJob, folder: string): Promise<TargetRun>;
}

const codePageOf = (job: DriveJob) => (job.form.kind === 'A' ? job.form.codePage : 'cp1252');

const onDisk = (job: DriveJob, disk: string | null): DriveJob => (job.task === 'restore' ? { ...job, disk } : job);

/** The files of a folder in which shares lie as folders become files of a server, as if written by ordinary file I/O. */
export function copyToServer(server: ExchangeServer, disk: string): void {
  for (const entry of readdirSync(disk, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const writer = server.share.create(`\\\\${server.name}\\${path.slice(disk.length + 1).replaceAll('/', '\\')}`);
    if (typeof writer === 'string') throw new Error(`${path} could not be put on the server: ${writer}`);
    writer.write(readFileSync(path));
    writer.close();
  }
}

/** A folder with the folders that the server has, empty. */
export function emptyDisk(folder: string): string {
  const disk = join(folder, 'disk');
  for (const path of ['C$/exchsrvr', 'D$/exchsrvr/mdbdata', 'D$/exchsrvr/dsadata', 'E$/exchsrvr']) {
    mkdirSync(join(disk, path), { recursive: true });
  }
  return disk;
}

/** Lines before the death of a client in a call that a real build does not come back from; null when none died. */
export function diedAt(lines: readonly string[]): number | null {
  return /"event":"(vanished|hung)"/.test(lines.at(-1) ?? '') ? lines.length - 1 : null;
}

/** The simulator in this process: what all others are held against. */
export const simulatorTarget: Target = {
  name: 'simulator',
  run: async (server, job, folder) => {
    const disk = job.task === 'restore' ? emptyDisk(folder) : null;
    const lines: string[] = [];
    const client = server.connect({ codePage: codePageOf(job) });
    const report = await runJob(client, onDisk(job, disk), {
      tell: (message) => {
        if (message.kind === 'trace') lines.push(message.line);
      },
      signal: new AbortController().signal,
    });
    if (disk !== null) copyToServer(server, disk);
    if (diedAt(lines) !== null) client.disconnect();
    return { report: { ...report, unfreedLists: client.unfreedLists, strayFrees: 0 }, lines };
  },
};

/** The drop-in library in a process of its own, and the host in this one. */
export const shimTarget = (library: string): Target => ({
  name: 'shim',
  run: async (server, job, folder) => {
    const token = randomBytes(16).toString('hex');
    const host = new Host({
      endpoint: { kind: 'tcp', address: '127.0.0.1', port: 0 },
      token,
      connect: () => {
        const client = server.connect({ codePage: codePageOf(job) });
        return { api: client, gone: () => client.disconnect() };
      },
      randomBytes: (count) => randomBytes(count),
      now: () => performance.timeOrigin + performance.now(),
      // Whoever hosts an agent kills it when a call does not come back; this is a quicker end.
      hooks: { unanswered: () => void host.close() },
    });
    const listening = await host.listen();
    if (!listening.ok) throw new Error(listening.problem);
    const disk = job.task === 'restore' ? emptyDisk(folder) : null;
    const lines: string[] = [];
    const environment = { ...process.env, EDBPROOF_ENDPOINT: endpointText(listening.endpoint), EDBPROOF_TOKEN: token };
    try {
      const { ending, output } = await driveLibrary({
        job: { ...onDisk(job, disk), library },
        environment,
        limits: { callSeconds: 60, wholeSeconds: 120 },
        onTraceLine: (line) => lines.push(line),
      });
      if (ending.kind !== 'ended') throw new Error(`${endingText(ending)} ${output}`);
      if (disk !== null) copyToServer(server, disk);
      return { report: ending.report, lines };
    } finally {
      await host.close();
    }
  },
});

/** Builds our own library for this machine into a folder, and returns its path. */
export function buildShim(folder: string): string {
  const script = fileURLToPath(new URL('../../../../binding/shim/build.mjs', import.meta.url));
  const run = spawnSync(process.execPath, [script, '--out', folder, 'linux-x64'], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`the drop-in library could not be built:\n${run.stdout}${run.stderr}`);
  return join(folder, 'linux-x64', 'libedbbcli.so');
}
