import { facetNames, type Profile, profileByName, profiles } from '../../simulator/profiles/index.ts';
import { unknownProfile } from '../profiles/index.ts';
import { facetLines, facetView } from './facetView.ts';
import { ExitCode, type ExitCodeValue, type Io } from './io.ts';
import { jsonDocument, ownLines } from './output/index.ts';

/** Lists the product versions, or tells everything about one of them. */
export function listProfiles(name: string | undefined, json: boolean, io: Io): ExitCodeValue {
  if (name === undefined) {
    io.out(json ? jsonDocument(profiles.map(summary)) : ownLines(profiles.map(line).join('')));
    return ExitCode.good;
  }
  const profile = profileByName(name);
  if (profile === null) {
    io.err(unknownProfile(name));
    return ExitCode.usage;
  }
  if (json) io.out(jsonDocument({ ...summary(profile), facets: facetNames.map((facet) => facetView(profile, facet)) }));
  else {
    const facetsOf = facetNames.flatMap((facet) => facetLines(facetView(profile, facet)));
    io.out([...ownLines(`${line(profile)}${factsText(profile)}`), ...facetsOf]);
  }
  return ExitCode.good;
}

const summary = ({ name, product, engine, components, files }: Profile) => ({
  name,
  product,
  engine,
  components,
  files,
});

const nameWidth = Math.max(...profiles.map(({ name }) => name.length));

const line = ({ name, product, engine }: Profile): string => `${name.padEnd(nameWidth)} ${product} (${engine})\n`;

/** What a product is known to consist of, and what it stamps into its files: facts, with nothing to choose from. */
function factsText({ components, files: { database, log, windows } }: Profile): string {
  const { major, minor, build, servicePack } = windows.value;
  const facts = [
    ['databases say', `0x${database.value.version.toString(16)},${database.value.update}`, database],
    ['logs say', `${log.value.major}.${log.value.minor}.${log.value.update}`, log],
    ['headers say Windows', `${major}.${minor} build ${build} SP ${servicePack}`, windows],
  ] as const;
  return [
    ...components.map(({ file, version, source }) => `  ${file} ${version}. Source: ${source}\n`),
    ...facts.map(
      ([what, text, { provenance, source, reason }]) =>
        `  ${what} ${text}  [${provenance}]\n    ${reason} Source: ${source}\n`,
    ),
  ].join('');
}
