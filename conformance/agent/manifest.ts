import { z } from 'zod';
import { ProblemList } from '../messages/index.ts';
import { backupKinds, type CompletedSet } from '../procedures/index.ts';

/** Name of the manifest in a set. A folder without one is no set. */
export const manifestName = 'manifest.json';
/** Name of the trace in a set: every call up to the moment the set was complete. */
export const traceName = 'trace.jsonl';

/** A manifest is refused beyond this size, and this number of files: a million MiB of logs stay below. */
export const maximumManifestBytes = 128 * 1024 * 1024;
export const maximumManifestFiles = 210_000;

const generation = z.int().min(1).max(0xfffff);
const sizeBytes = z.int().min(0);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'expected 64 hexadecimal digits');
/** One path segment of letters that every file system keeps as they are: a manifest never leads out of its folder. */
const fileName = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,120}$/, 'expected a plain file name');

const manifestFile = z.strictObject({
  name: fileName,
  originalPath: z.string().min(1).max(2000),
  token: z.int().min(1).max(255),
  sizeBytes,
  sha256,
  generation: z.strictObject({ fromName: generation, fromHeader: generation }).nullable(),
});

const manifestSchema = z.strictObject({
  format: z.literal('edbproof-set'),
  version: z.literal(1),
  kind: z.enum(backupKinds),
  server: z.string().min(1).max(260),
  annotation: z.string().min(1).max(260),
  takenAt: z.iso.datetime(),
  /** Which simulated server it came from; null for a real one. */
  origin: z.strictObject({ profile: z.string(), seed: z.int() }).nullable(),
  /** Calls that belong to the kind that was asked for and were left out for want of permission. */
  skipped: z.array(z.string().min(1).max(100)).max(100).optional(),
  lowGeneration: generation.nullable(),
  highGeneration: generation.nullable(),
  files: z.array(manifestFile),
  trace: z.strictObject({ name: fileName, sizeBytes, sha256 }),
});

/** What a set says of itself. */
export type Manifest = z.infer<typeof manifestSchema>;
export type ManifestFile = Manifest['files'][number];
export type SetOrigin = Manifest['origin'];

export type ManifestReading =
  | { readonly ok: true; readonly manifest: Manifest }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Whether a text is meant to be a manifest of ours: it says so, or is damaged JSON. */
export function isManifest(text: string): boolean {
  try {
    return manifestSchema.pick({ format: true }).loose().safeParse(JSON.parse(text)).success;
  } catch {
    return true;
  }
}

/** Reads and checks a manifest. Every problem is one line that names the place. */
export function parseManifest(text: string): ManifestReading {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { ok: false, problems: [`${manifestName} is not JSON: ${error instanceof Error ? error.message : error}`] };
  }
  const longList = longListIn(value);
  if (longList !== null) {
    return { ok: false, problems: [`${manifestName}: ${longList} has more entries than any set needs`] };
  }
  const parsed = manifestSchema.safeParse(value);
  if (!parsed.success) {
    const problems = new ProblemList();
    for (const { path, message } of parsed.error.issues) {
      problems.add(() => `${manifestName}: ${path.length === 0 ? 'the whole file' : path.join('.')}: ${message}`);
    }
    return { ok: false, problems: problems.lines };
  }
  const names = new Set<string>([manifestName]);
  for (const { name } of [...parsed.data.files, parsed.data.trace]) {
    if (names.has(name)) return { ok: false, problems: [`${manifestName}: the name ${name} is used twice`] };
    names.add(name);
  }
  return { ok: true, manifest: parsed.data };
}

/** A list at the top that is not even looked at: every entry could have several things wrong with it. */
function longListIn(value: unknown): string | null {
  for (const [key, list] of Object.entries(Object(value)))
    if (Array.isArray(list) && list.length > maximumManifestFiles) return key;
  return null;
}

/** The facts that a finished backup gives to its manifest. */
export const manifestHead = (set: CompletedSet, takenAt: Date, origin: SetOrigin) => ({
  format: 'edbproof-set' as const,
  version: 1 as const,
  kind: set.kind,
  server: set.server,
  annotation: set.annotation,
  takenAt: takenAt.toISOString(),
  origin,
  lowGeneration: set.lowGeneration,
  highGeneration: set.highGeneration,
});
