import { type Profile, profileByName, withObservations } from '../../simulator/profiles/index.ts';
import { readYaml, type YamlKind } from '../yaml/index.ts';
import { type ProfileFile, profileSchema } from './profileSchema.ts';

export type ProfileReading =
  | { readonly ok: true; readonly profile: Profile }
  /** Each problem is one line for a person. */
  | { readonly ok: false; readonly problems: readonly string[] };

const profileKind: YamlKind<ProfileFile> = { schema: profileSchema, whole: 'profile', maximumCharacters: 200_000 };

/**
 * Reads a profile of somebody's own from YAML text: a product version with observations of a real server, which settle
 * its facets as OBSERVED. `file` is used in messages, as the source of the observations, and in the profile's name.
 */
export function readProfile(text: string, file: string): ProfileReading {
  const reading = readYaml(text, file, profileKind);
  if (!reading.ok) return reading;
  const { base: baseName, facets } = reading.value;
  const base = profileByName(baseName);
  if (base === null) throw new Error(`the schema let the profile "${baseName}" through, which does not exist`);
  const observations = Object.entries(facets).flatMap(([id, observation]) =>
    observation === undefined ? [] : [[id, observation] as const],
  );
  const change = withObservations(base, Object.fromEntries(observations), file);
  if (!change.ok) throw new Error(`the schema let an observation through: ${change.reason}`);
  return { ok: true, profile: { ...change.profile, name: `${base.name}+${nameOf(file)}` } };
}

const nameOf = (file: string): string => file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
