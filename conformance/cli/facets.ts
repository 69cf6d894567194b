import { facetNames, isOpen } from '../../simulator/profiles/index.ts';
import { chooseProfile } from '../profiles/index.ts';
import { readYamlText } from '../yaml/index.ts';
import { facetLines, facetView } from './facetView.ts';
import { ExitCode, type ExitCodeValue, type Io } from './io.ts';
import { jsonDocument } from './output/index.ts';

export interface FacetsArguments {
  /** Name of a product, or a profile file. */
  readonly profile: string;
  /** Only what no source and no observation settles. */
  readonly open: boolean;
  readonly json: boolean;
}

/** Lists what varies or is not settled: as a profile sets it, with what would settle it. */
export function listFacets({ profile: asked, open, json }: FacetsArguments, io: Io): ExitCodeValue {
  const chosen = chooseProfile(asked, readYamlText);
  if (!chosen.ok) {
    io.err(chosen.problems);
    return ExitCode.usage;
  }
  const { profile } = chosen;
  const views = facetNames.map((name) => facetView(profile, name));
  const openCount = views.filter(isOpen).length;
  const shown = open ? views.filter(isOpen) : views;
  if (json) {
    io.out(jsonDocument({ profile: profile.name, open: openCount, facets: shown }));
    return ExitCode.good;
  }
  for (const view of shown) {
    const { on, act, see } = view.evidence;
    io.out([...facetLines(view), `    To settle it: on ${on}: ${act}. Look at ${see}.`]);
  }
  const settled = views.filter(({ provenance }) => provenance === 'OBSERVED').length;
  const ending = settled === 0 ? '' : `, ${settled} settled by observation`;
  io.out(['', `${profile.name}: ${views.length} facets, ${openCount} open${ending}`]);
  return ExitCode.good;
}
