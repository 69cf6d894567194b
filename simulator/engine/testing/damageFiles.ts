import {
  CHECKPOINT_NAME,
  CURRENT_LOG_NAME,
  DatabaseState,
  encodeLogHeader,
  type LogHeader,
  readCheckpointFile,
  readShadowedDatabaseHeader,
  type VirtualDisk,
  writeCheckpointFile,
  writeShadowedDatabaseHeader,
} from '../index.ts';
import { readLogHeader } from '../log/index.ts';
import type { SeededRandom } from './random.ts';
import { FOLDER } from './server.ts';

type Damage = (disk: VirtualDisk, path: string, random: SeededRandom) => void;

/** Bytes that no longer verify, or are no longer there. */
const crude: readonly Damage[] = [
  (disk, path) => disk.remove(path),
  (disk, path, random) => disk.corruptByte(path, random.next(4096), 1 + random.next(255)),
  (disk, path, random) => {
    // Both copies of a header that is kept twice.
    const offset = random.next(4096);
    disk.corruptByte(path, offset, 4);
    disk.corruptByte(path, 4096 + offset, 4);
  },
  (disk, path, random) => disk.corruptByte(path, random.next(disk.open(path)?.sizeBytes ?? 1), 1 + random.next(255)),
  (disk, path, random) => disk.open(path)?.resize(random.next(20_000)),
  (disk, path, random) => disk.open(path)?.write(4096, new Uint8Array(random.next(8192))),
  (disk, path) => disk.open(path)?.write(0, new Uint8Array(8192)),
];

const logChanges: readonly ((header: LogHeader, random: SeededRandom) => Partial<LogHeader>)[] = [
  ({ generation }, random) => ({ generation: generation + 1 + random.next(3) }),
  () => ({ previousCreatedSeconds: 5_000_000 }),
  () => ({ createdSeconds: 5_000_000 }),
  () => ({ minor: 1504 }),
  () => ({ major: 4, minor: 995 }),
  ({ signature }) => ({ signature: { ...signature, random: 17 } }),
  () => ({ attachments: [] }),
];

/** Headers that verify and say something else: what a copy from elsewhere says. */
function forge(disk: VirtualDisk, path: string, random: SeededRandom): void {
  const file = disk.open(path);
  if (file === null) return;
  if (path.endsWith('.log')) {
    const header = readLogHeader(file);
    const change = logChanges[random.next(logChanges.length)];
    if (header !== null && change !== undefined)
      file.write(0, encodeLogHeader({ ...header, ...change(header, random) }));
  } else if (path.endsWith(CHECKPOINT_NAME)) {
    const checkpoint = readCheckpointFile(file);
    if (checkpoint === null) return;
    const { logSignature } = checkpoint;
    const changed = random.chance(50)
      ? { logSignature: { ...logSignature, random: 17 } }
      : { checkpoint: { generation: random.next(12), sector: 8, byte: 0 } };
    writeCheckpointFile(file, { ...checkpoint, ...changed });
  } else {
    const read = readShadowedDatabaseHeader(file);
    if (read.kind === 'failed') return;
    const { header } = read;
    const position = { generation: 1 + random.next(4), sector: 8 + random.next(40), byte: 0 };
    const changed = [
      { signature: { ...header.signature, random: 17 } },
      { logSignature: { ...header.logSignature, random: 17 } },
      { state: random.chance(50) ? DatabaseState.Clean : DatabaseState.Dirty },
      { state: DatabaseState.Clean, consistentPosition: position },
      { attachPosition: position },
      { currentFullBackup: { ...header.currentFullBackup, mark: position } },
    ][random.next(6)];
    writeShadowedDatabaseHeader(file, { ...header, ...changed });
  }
}

/** Does one to three bad things to the files of a service, among them files of another stream in the place of its own. */
export function damageFiles(disk: VirtualDisk, foreign: VirtualDisk, random: SeededRandom): void {
  const pick = <Value>(values: readonly Value[]): Value | undefined => values[random.next(values.length)];
  for (let count = 1 + random.next(3); count > 0; count -= 1) {
    const names = disk.list(FOLDER);
    const logs = names.filter((name) => name.endsWith('.log') && !name.startsWith('res'));
    const name = pick(random.chance(60) ? logs : names) ?? CURRENT_LOG_NAME;
    const path = `${FOLDER}\\${name}`;
    const kind = random.next(100);
    if (kind < 45) pick(crude)?.(disk, path, random);
    else if (kind < 75) forge(disk, path, random);
    else if (kind < 85) {
      const other = foreign.open(`${FOLDER}\\${pick(foreign.list(FOLDER)) ?? name}`);
      if (other !== null) disk.create(path, other.clone());
    } else if (kind < 93) {
      disk.copyFile(path, `${FOLDER}\\${pick(logs) ?? name}`);
    } else {
      const generation = 1 + random.next(14);
      disk.copyFile(path, `${FOLDER}\\edb${generation.toString(16).padStart(5, '0')}.log`);
    }
  }
}
