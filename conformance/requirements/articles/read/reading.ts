/** An article of the Knowledge Base that was read for this project, and what it gave. */
export interface Reading {
  /** Such as Q159170. */
  readonly article: string;
  /** The versions of Exchange that it is about, a service pack where it names one; none where it names none. */
  readonly versions: readonly string[];
  /** What it is about, in our words. */
  readonly about: string;
  /** Requirements and facets that have it among their sources: these and no others. */
  readonly citedBy: readonly string[];
  /** Requirements that say what it says, and rest on other sources. */
  readonly agreesWith: readonly string[];
  /** Scenarios that follow it, by file name without its ending. */
  readonly scenarios: readonly string[];
  /** Events that it shows and the model writes: source and id. */
  readonly events: readonly string[];
  /** What it says beyond that, and why it was not taken; null when there is nothing. */
  readonly notTaken: string | null;
}

const COLUMNS = ['article', 'versions', 'about', 'cited by', 'agrees with', 'scenarios', 'events', 'not taken'];

/** A hyphen stands for nothing. */
const listOf = (field: string): readonly string[] => (field === '-' ? [] : field.split(', '));

/** The lines of a file of the table, behind its heading; throws where it is no such table. */
export function parseReadings(text: string): readonly Reading[] {
  return rowsOf(text, COLUMNS).map((fields) => {
    const [article = '', versions = '', about = '', cited = '', agrees = '', scenarios = '', events = '', rest = ''] =
      fields;
    return {
      article,
      versions: listOf(versions),
      about,
      citedBy: listOf(cited),
      agreesWith: listOf(agrees),
      scenarios: listOf(scenarios),
      events: listOf(events),
      notTaken: rest === '-' ? null : rest,
    };
  });
}

/** The rows of a table with exactly these columns, parted by tabs. */
export function rowsOf(text: string, columns: readonly string[]): readonly (readonly string[])[] {
  const [heading, ...lines] = text.replace(/\n$/, '').split('\n');
  if (heading !== columns.join('\t')) throw new Error(`the heading is not ${columns.join(', ')}`);
  return lines.map((line, index) => {
    const fields = line.split('\t');
    const isWhole = fields.length === columns.length && fields.every((field) => field.trim() !== '');
    if (!isWhole) throw new Error(`line ${index + 2} has not ${columns.length} fields, or an empty one: ${line}`);
    return fields;
  });
}
