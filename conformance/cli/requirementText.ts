import type { CatalogueEntry, Party, Verification, Witness } from '../requirements/index.ts';

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
    ...(verification.state === 'verified'
      ? verification.by.map((witness, index) => `  ${index === 0 ? 'Verified ' : '         '} ${witnessText(witness)}`)
      : [`  ${gapOf(verification)}`]),
  ];
  return `${lines.join('\n')}\n`;
}

const headings: Readonly<Record<Party, string>> = { server: 'The server', agent: 'The agent' };

/** The catalogue as a page. */
export function markdownOf(entries: readonly CatalogueEntry[]): string {
  const sections = (['server', 'agent'] as const).flatMap((party) => {
    const rows = entries.filter((entry) => entry.party === party).map(rowOf);
    if (rows.length === 0) return [];
    const head =
      '| id | statement | level | known | calls | source | verified by |\n| --- | --- | --- | --- | --- | --- | --- |';
    return [`## ${headings[party]}\n\n${head}\n${rows.join('\n')}\n`];
  });
  return `# Requirements\n\n${totalOf(entries)}.\n\n${sections.join('\n')}`;
}

function rowOf(entry: CatalogueEntry): string {
  const { id, text, level, provenance, calls, profiles, rule, source, verification } = entry;
  const products = profiles === null ? '' : ` (${profiles.join(', ')})`;
  const sources = rule === null ? source : `${rule}: ${source}`;
  const shown = verification.state === 'verified' ? verification.by.map(witnessText).join('<br>') : gapOf(verification);
  const cells = [id, `${text}${products}`, level, provenance, calls.join(', '), sources, shown ?? ''];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
