import { Annotation, Bft } from '../../simulator/protocol/index.ts';
import { firstOf } from '../messages/index.ts';
import { baseName, generationOfName, isDatabase, isLog, isPatchFile, readsDatabases } from '../procedures/index.ts';
import type { Manifest, ManifestFile } from './manifest.ts';
import { nameInSet } from './nameInSet.ts';

/**
 * What a manifest says against itself, a sentence each: the kind against the files, the files against each other, the
 * logs against their names and the range. No complete backup has such a manifest, whatever the bytes beside it are.
 */
export function contradictions(manifest: Manifest): string[] {
  const databases = new Set(manifest.files.filter(({ token }) => isDatabase(token)).map(stemOf));
  return [
    ...kindProblems(manifest),
    ...manifest.files.flatMap((file, index) => fileProblems(file, index, manifest.annotation, databases)),
    ...duplicates(manifest.files),
    ...foreignServers(manifest.files),
    ...rangeProblems(manifest),
  ];
}

/** edbbcli.md 4.1 to 4.4: which lists each kind asks for; A-16: every online backup has a log. */
function kindProblems({ kind, files }: Manifest): string[] {
  if (files.length === 0) return ['it lists no file: a backup has at least one log'];
  const problems: string[] = [];
  const databases = files.filter(({ token }) => isDatabase(token));
  if (readsDatabases(kind)) {
    if (databases.length === 0) problems.push(`it is a ${kind} backup, and lists no database`);
  } else {
    for (const { name, token } of files) {
      if (isDatabase(token) || isPatchFile(token))
        problems.push(
          `${name} is a ${isDatabase(token) ? 'database' : 'patch file'}, and a backup of kind ${kind} reads only logs`,
        );
    }
  }
  if (!files.some(({ token }) => isLog(token))) problems.push('it lists no log, and every online backup has one');
  return problems;
}

/** The databases that each service has (EDBBCLI.H, edbbcli.md 1.4). */
const tokensOfService: Readonly<Record<string, readonly number[]>> = {
  [Annotation.EDBBACK_MDB_SERVER]: [Bft.BFT_MDB_PRIVATE_DATABASE, Bft.BFT_MDB_PUBLIC_DATABASE],
  [Annotation.EDBBACK_DS_SERVER]: [Bft.BFT_DSA_DATABASE],
};

function fileProblems(file: ManifestFile, index: number, annotation: string, databases: ReadonlySet<string>): string[] {
  const { name, originalPath, token, generation } = file;
  const problems: string[] = [];
  const rightName = nameInSet(index + 1, originalPath);
  if (name !== rightName) problems.push(`${name} is said to be ${originalPath}, which would be ${rightName} in a set`);
  if (isLog(token)) return [...problems, ...logProblems(file)];
  if (generation !== null) problems.push(`${name} has a generation, and is no log`);
  if (isDatabase(token)) {
    const tokens = tokensOfService[annotation];
    if (tokens !== undefined && !tokens.includes(token))
      problems.push(`${name} is no database of '${annotation}', by its token 0x${token.toString(16)}`);
  } else if (isPatchFile(token)) {
    if (!databases.has(stemOf(file))) problems.push(`${name} is a patch file, and its database is not in the set`);
  } else {
    problems.push(`${name} has the token 0x${token.toString(16)}, which no file of a backup has`);
  }
  return problems;
}

/** Q296787: the header says which generation a log is, and a name that says otherwise stops a restore. */
function logProblems({ name, originalPath, generation }: ManifestFile): string[] {
  if (generation === null) return [`${name} is a log without a generation`];
  const { fromName, fromHeader } = generation;
  const problems: string[] = [];
  if (fromName !== fromHeader) problems.push(`${name} is log ${fromHeader} by its header, and ${fromName} by its name`);
  const inPath = generationOfName(originalPath);
  if (inPath !== fromName)
    problems.push(
      `${name} is said to be named log ${fromName}, and ${originalPath} ${inPath === null ? 'is no name of a log' : `is log ${inPath}`}`,
    );
  return problems;
}

function duplicates(files: readonly ManifestFile[]): string[] {
  const problems: string[] = [];
  const byPath = new Map<string, string>();
  const byGeneration = new Map<number, string>();
  for (const { name, originalPath, generation } of files) {
    const path = originalPath.toLowerCase();
    const samePath = byPath.get(path);
    if (samePath !== undefined) problems.push(`${samePath} and ${name} are both ${originalPath}`);
    byPath.set(path, name);
    if (generation === null) continue;
    const sameLog = byGeneration.get(generation.fromHeader);
    if (sameLog !== undefined && samePath === undefined)
      problems.push(`${sameLog} and ${name} are both log ${generation.fromHeader}`);
    byGeneration.set(generation.fromHeader, name);
  }
  return problems;
}

/** One backup is of one server; by which of its names that was asked is another matter. */
function foreignServers(files: readonly ManifestFile[]): string[] {
  const servers = new Set(files.map(({ originalPath }) => serverOf(originalPath)));
  return servers.size < 2 ? [] : [`its files are of several servers: ${firstOf(servers, 10).join(', ')}`];
}

const serverOf = (path: string): string => /^\\\\([^\\]+)\\/.exec(path)?.[1]?.toLowerCase() ?? 'none';

const stemOf = ({ originalPath }: ManifestFile): string =>
  baseName(originalPath)
    .toLowerCase()
    .replace(/\.[^.]*$/, '');

function rangeProblems({ lowGeneration: low, highGeneration: high, files }: Manifest): string[] {
  const present = [...new Set(files.flatMap(({ generation }) => (generation === null ? [] : [generation.fromHeader])))];
  present.sort((left, right) => left - right);
  const [first = null, last = null] = [present[0], present.at(-1)];
  const problems: string[] = [];
  if (low !== null && high !== null && low > high)
    problems.push(`its logs go from ${low} to ${high}, which is backwards`);
  else if (low !== first || high !== last)
    problems.push(`its range is ${rangeText(low, high)}, and the logs it lists are ${rangeText(first, last)}`);
  let previous = first;
  for (const generation of present) {
    if (previous !== null && generation > previous + 1) problems.push(missingText(previous + 1, generation - 1));
    previous = generation;
  }
  return problems;
}

const rangeText = (low: number | null, high: number | null): string =>
  low === null && high === null ? 'none' : `${low ?? 'none'} to ${high ?? 'none'}`;

const missingText = (first: number, last: number): string =>
  first === last
    ? `log ${first} is missing between those that it lists`
    : `logs ${first} to ${last} are missing between those that it lists`;
