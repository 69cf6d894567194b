import { breakOf, type CatalogueEntry, evidenceFor, type Verification, type Witness } from '../requirements/index.ts';
import { evidenceText } from './evidenceText.ts';
import { inSections } from './requirementSections.ts';

/** How many requirements there are, and how many of them are shown to be kept. */
export interface RequirementCounts {
  readonly total: number;
  readonly server: number;
  readonly agent: number;
  readonly verified: number;
  readonly impossible: number;
  readonly notYet: number;
}

export function countsOf(entries: readonly CatalogueEntry[]): RequirementCounts {
  const count = (is: (entry: CatalogueEntry) => boolean): number => entries.filter(is).length;
  const inState = (state: Verification['state']) => count(({ verification }) => verification.state === state);
  return {
    total: entries.length,
    server: count(({ party }) => party === 'server'),
    agent: count(({ party }) => party === 'agent'),
    verified: inState('verified'),
    impossible: inState('impossible'),
    notYet: inState('not-yet'),
  };
}

export function totalOf(entries: readonly CatalogueEntry[]): string {
  const { total, server, agent, verified, impossible, notYet } = countsOf(entries);
  return `${total} requirements (${server} of the server, ${agent} of the agent): ${verified} verified, ${impossible} that no test here can verify, ${notYet} not verified yet`;
}

/** What stands in front of the reason why a requirement is not verified. */
const gapWords = { impossible: 'cannot be verified here', 'not-yet': 'not verified yet' } as const;

const gapOf = (verification: Verification): string | null =>
  verification.state === 'verified' ? null : `${gapWords[verification.state]}: ${verification.reason}`;

const summaryOf = (verification: Verification): string => {
  if (verification.state !== 'verified') return verification.state;
  const { length } = verification.by;
  return `${length} ${length === 1 ? 'witness' : 'witnesses'}`;
};

/** One line of the table, and one more where nothing verifies the statement. */
export function lineOf({ id, level, provenance, verification, text }: CatalogueEntry): string {
  const gap = gapOf(verification);
  const columns = [id.padEnd(13), level.padEnd(6), provenance.padEnd(10), summaryOf(verification).padEnd(11), text];
  return `${columns.join('  ')}\n${gap === null ? '' : `${' '.repeat(15)}${gap}\n`}`;
}

const witnessText = (witness: Witness): string =>
  witness.kind === 'test' ? `${witness.file}: ${witness.title}` : witness.file;

/** Everything about one requirement. */
export function detailOf(entry: CatalogueEntry): string {
  const { id, level, party, provenance, text, calls, profiles, rule, source, verification } = entry;
  const lines = [
    `${id}  ${party} ${level}  [${provenance}]`,
    `  ${text}`,
    ...(calls.length === 0 ? [] : [`  Calls     ${calls.join(', ')}`]),
    ...(profiles === null ? [] : [`  Products  ${profiles.join(', ')}`]),
    ...(rule === null ? [] : [`  Rule      ${rule} of dialects.md (d)`]),
    `  Source    ${source}`,
    ...evidenceFor(id).map((row, index) => `  ${index === 0 ? 'Says' : '    '}      ${evidenceText(row)}`),
    ...(verification.state === 'verified'
      ? verification.by.map((witness, index) => `  ${index === 0 ? 'Verified ' : '         '} ${witnessText(witness)}`)
      : [`  ${gapOf(verification)}`]),
    ...breakLines(id),
  ];
  return `${lines.join('\n')}\n`;
}

/** The line that makes the statement false when it is planted (`npm run break`). */
function breakLines(id: string): readonly string[] {
  const planted = breakOf(id);
  if (planted === null) return [];
  const { file, line, becomes } = planted;
  return [`  Broken by ${file}: ${onOneLine(line)} -> ${onOneLine(becomes)}`];
}

const onOneLine = (code: string): string => code.replace(/\s+/g, ' ').trim() || '(nothing)';

/** The catalogue as a page: a specification, in the order to read in. */
export function markdownOf(entries: readonly CatalogueEntry[]): string {
  const parts = inSections(entries);
  const contents = parts.map(({ heading, entries: { length } }) => `- [${heading}](#${anchorOf(heading)}): ${length}`);
  const body = parts.map(
    ({ heading, about, entries: found }) => `## ${heading}\n\n${about}\n\n${found.map(itemOf).join('\n')}\n`,
  );
  return `${introduction}\n${totalOf(entries)}.\n\n${contents.join('\n')}\n\n${body.join('\n')}`;
}

const introduction = `# Requirements of the Exchange online-backup API

What a server behind EDBBCLI.DLL (Exchange 4.0, 5.0, 5.5) does, and what a backup agent must do. Each statement has an id
that never changes.

| level  | what it means to do otherwise                                                            |
| ------ | ---------------------------------------------------------------------------------------- |
| must   | a server diverges, an agent makes an error                                               |
| should | a server uses a choice that the sources leave it, an agent gets away with it             |
| hazard | no server does: this is how it is, and whoever takes its success for safety loses data   |

| known      | where it comes from                                                                |
| ---------- | ---------------------------------------------------------------------------------- |
| DOCUMENTED | a published source says so                                                         |
| INFERRED   | it follows from published sources                                                  |
| UNKNOWN    | no source settles it; \`edbproof facets --open\` says what would                   |
| OBSERVED   | it was seen on a real server                                                       |

Under a statement stands what each of its sources itself says, where that was looked up again, and where in the source.

Sources: Qnnnnnn is an article of the Knowledge Base; M-NAME a page of MSDN; H the header EDBBCLI.H; L its import
library; BT the sample backtest.c; NTM, DS-NAME and E2K-NAME the siblings of this API; JET-NAME the engine calls beneath;
ESE the published engine; LIB libesedb; XSP1 the notes of 5.5 SP1; BORES the BackOffice Resource Kit. Sections are of
edbbcli.md and ese-engine.md, A-n a rule of dialects.md (d).
`;

const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-');

function itemOf(entry: CatalogueEntry): string {
  const { id, text, level, provenance, calls, profiles, rule, source, verification } = entry;
  const facts = [
    ...(calls.length === 0 ? [] : [`Calls: ${calls.join(', ')}.`]),
    ...(profiles === null ? [] : [`Products: ${profiles.join(', ')}.`]),
    `Source: ${rule === null ? source : `${rule}; ${source}`}.`,
  ];
  const shown =
    verification.state === 'verified'
      ? `Shown by ${witnessesMarkdown(verification.by)}.`
      : `${capitalised(gapOf(verification) ?? '')}`;
  const said = evidenceFor(id).map((row) => `\n  - ${escaped(evidenceText(row))}`);
  return `- **${id}** (${level}, ${provenance}) ${escaped(text)}\n  ${escaped(facts.join(' '))}\n  ${shown}${said.join('')}`;
}

/** The witnesses by file, each file once. */
function witnessesMarkdown(witnesses: readonly Witness[]): string {
  const files = [...new Set(witnesses.map(({ file }) => file))];
  const ofFile = (file: string) => {
    const titles = witnesses.flatMap((it) =>
      it.kind === 'test' && it.file === file ? [`"${escaped(it.title)}"`] : [],
    );
    return [`\`${file}\``, titles.join(', ')].join(' ').trimEnd();
  };
  return files.map(ofFile).join('; ');
}

const capitalised = (sentence: string): string => {
  const text = escaped(sentence);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
};

/** What Markdown would take for its own: backslashes of paths, asterisks, angle brackets. */
const escaped = (text: string): string => text.replace(/[\\*<>|_`]/g, (sign) => `\\${sign}`);
