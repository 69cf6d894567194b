import { type CatalogueEntry, catalogue, evidenceFor, type Party } from '../requirements/index.ts';
import { nearestName } from '../yaml/index.ts';
import { ExitCode, type ExitCodeValue, type Io } from './io.ts';
import { jsonDocument, ownLines } from './output/index.ts';
import { countsOf, detailOf, lineOf, markdownOf, totalOf } from './requirementText.ts';

export interface RequirementsArguments {
  /** Ids that are wanted; all without one. */
  readonly ids: readonly string[];
  readonly party: Party | undefined;
  /** Only what is not shown to be kept. */
  readonly unverified: boolean;
  readonly json: boolean;
  readonly markdown: boolean;
}

/** Prints the catalogue of requirements, or some of them whole. */
export function listRequirements(asked: RequirementsArguments, io: Io): ExitCodeValue {
  const { ids, party, unverified, json, markdown } = asked;
  const unknown = ids.filter((id) => !catalogue.some((entry) => entry.id === idOf(id)));
  io.err(unknown.map(unknownText));
  if (unknown.length > 0) return ExitCode.usage;
  const wanted = new Set(ids.map(idOf));
  const shown = catalogue.filter(
    (entry) =>
      (wanted.size === 0 || wanted.has(entry.id)) &&
      (party === undefined || entry.party === party) &&
      (!unverified || entry.verification.state !== 'verified'),
  );
  if (json) io.out(jsonDocument({ counts: countsOf(shown), requirements: shown.map(withEvidence) }));
  else if (markdown) io.out(ownLines(markdownOf(shown)));
  else if (wanted.size > 0) io.out(ownLines(shown.map(detailOf).join('\n')));
  else io.out(ownLines(`${shown.map(lineOf).join('')}\n${totalOf(shown)}`));
  return ExitCode.good;
}

const withEvidence = (entry: CatalogueEntry) => ({ ...entry, says: evidenceFor(entry.id) });

const idOf = (text: string): CatalogueEntry['id'] => text.toUpperCase();

function unknownText(id: string): string {
  const near = nearestName(
    id,
    catalogue.map((entry) => entry.id),
  );
  const help = near === null ? 'see: edbproof requirements' : `did you mean ${near}?`;
  return `there is no requirement "${id}"; ${help}`;
}
