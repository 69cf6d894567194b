import { withoutSlashes } from '../../binding/files/index.ts';
import { NodeStorage, verifySet as verifySetIn } from '../agent/index.ts';
import { type NamedBytes, type VerifiedFile, verifySources } from '../verification/index.ts';
import { OptionError } from './problems.ts';

/** Files and folders that were verified. */
export interface FilesVerification {
  /**
   * The worst of the files: `sound`; `findings`, where something is wrong with one; `unusable`, where one is none of the
   * engine's files, or cannot be read.
   */
  readonly verdict: 'sound' | 'findings' | 'unusable';
  /** Each file, as `edbproof verify --json` prints it. */
  readonly files: readonly VerifiedFile[];
}

/**
 * Verifies databases, patch files, logs and checkpoints, as `edbproof verify` does: headers, pages, trees and records of each
 * file, and files against each other. Files that are named one by one are compared with each other, those of a folder within the
 * folder; a folder that is a backup set is also compared with its manifest.
 *
 * What cannot be read is a result (`unreadable`). The work on one file is done in one go: let a worker thread do it where
 * gigabytes must not hold up anything else.
 *
 * @param sources Paths of files and folders; or bytes with the name that their file would have, from which the kind of a file, and
 * the generation of a log, is taken. At least one: nothing is not sound.
 *
 * @throws {OptionError} There are no sources, or what was handed over is no list.
 */
export async function verifyFiles(sources: readonly (string | NamedBytes)[]): Promise<FilesVerification> {
  if (!Array.isArray(sources)) throw new OptionError('sources', 'expected a list of files and folders');
  if (sources.length === 0) throw new OptionError('sources', 'there is nothing to verify; name a file or a folder');
  const files: VerifiedFile[] = [];
  for await (const { results } of verifySources(sources)) files.push(...results.map(({ verified }) => verified));
  const verdicts = new Set(files.map(({ verdict }) => verdict));
  const isUnusable = verdicts.has('unusable') || verdicts.has('unreadable');
  return { verdict: isUnusable ? 'unusable' : verdicts.has('findings') ? 'findings' : 'sound', files };
}

/** A backup set that was compared with its manifest. */
export interface SetVerification {
  readonly good: boolean;
  /** What is wrong, a line each that names the file. */
  readonly problems: readonly string[];
}

/**
 * Compares a backup set with its manifest, as `edbproof verify-set` does: every file there, whole and unaltered, and none besides;
 * and the manifest with itself, with the headers of the logs and with the trace. Nothing is changed.
 *
 * @param folder Path of the set. One that is not there is no good one.
 */
export async function verifySet(folder: string): Promise<SetVerification> {
  const verification = await verifySetIn(new NodeStorage(), withoutSlashes(folder, '/\\', 1));
  return { good: verification.ok, problems: verification.ok ? [] : verification.problems };
}
