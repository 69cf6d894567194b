import type { TextReading } from '../../binding/files/index.ts';
import { profileByName, profiles } from '../../simulator/profiles/index.ts';
import { nearestName } from '../yaml/index.ts';
import { type ProfileReading, readProfile } from './readProfile.ts';

/** The profile of a name, or of a file: what ends in .yaml, or has a folder in front, is a file. */
export function chooseProfile(nameOrFile: string, readText: (file: string) => TextReading): ProfileReading {
  const known = profileByName(nameOrFile);
  if (known !== null) return { ok: true, profile: known };
  if (!/\.ya?ml$|[/\\]/i.test(nameOrFile)) return { ok: false, problems: [unknownProfile(nameOrFile)] };
  const reading = readText(nameOrFile);
  if (!reading.ok) return { ok: false, problems: [`${nameOrFile}: ${reading.problem}`] };
  return readProfile(reading.text, nameOrFile);
}

/** What to say of a name that no product has. */
export function unknownProfile(name: string): string {
  const names = profiles.map((profile) => profile.name);
  const near = nearestName(name, names);
  const help = near === null ? `known: ${names.join(', ')}` : `did you mean "${near}"?`;
  return `there is no profile "${name}"; ${help}`;
}
