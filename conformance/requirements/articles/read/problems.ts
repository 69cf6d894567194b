import type { Reading } from './reading.ts';

/** What there is in the project that a row can name. */
export interface Project {
  readonly requirements: ReadonlySet<string>;
  /** By article: the requirements and facets that have it among their sources. */
  readonly citedBy: ReadonlyMap<string, ReadonlySet<string>>;
  /** By article: the scenarios that follow it. */
  readonly scenarios: ReadonlyMap<string, ReadonlySet<string>>;
  /** Every event of every product, as source and id. */
  readonly events: ReadonlySet<string>;
}

/** What is wrong with the table, a sentence each; the two halves of "cited" are told as what to write instead. */
export function problemsOf(readings: readonly Reading[], project: Project): readonly string[] {
  const inTable = new Set(readings.map(({ article }) => article));
  const absent = [...new Set([...project.citedBy.keys(), ...project.scenarios.keys()])].filter((q) => !inTable.has(q));
  return [
    ...outOfOrder(readings),
    ...readings.flatMap((reading) =>
      problemsOfRow(reading, project).map((problem) => `${reading.article}: ${problem}`),
    ),
    ...absent.map((article) => `${article} is a source of the project and not in the table`),
  ];
}

function outOfOrder(readings: readonly Reading[]): readonly string[] {
  return readings.flatMap(({ article }, index) => {
    const before = readings[index - 1]?.article ?? '';
    return before < article ? [] : [`${article} is behind ${before}: every article once, by number`];
  });
}

function problemsOfRow(reading: Reading, { requirements, citedBy, scenarios, events }: Project): readonly string[] {
  const { article, versions, about, agreesWith, notTaken } = reading;
  const problems: string[] = [];
  const expect = (isRight: boolean, problem: string) => {
    if (!isRight) problems.push(problem);
  };
  expect(/^Q\d{6}$/.test(article), 'no number of an article');
  expect(
    versions.every((version) => /^(4\.0|5\.0|5\.5)( SP[1-5])?$/.test(version)),
    `no versions: ${versions.join()}`,
  );
  expect(/^\S.{9,}[^.]$/.test(about), 'what it is about is a phrase without a full stop');
  expect(notTaken === null || /^[A-Z0-9-].{4,}\.$/.test(notTaken), 'why something was not taken is a sentence');
  expect(!/\b(NEW|CONTRADICTS|TODO)\b/.test(`${about} ${notTaken}`), 'something is left to be decided');
  problems.push(
    ...same('cited by', reading.citedBy, citedBy.get(article)),
    ...same('scenarios', reading.scenarios, scenarios.get(article)),
  );
  for (const id of agreesWith) {
    expect(requirements.has(id), `it agrees with ${id}, which is not there`);
    expect(!reading.citedBy.includes(id), `it agrees with ${id}, and is its source as well`);
  }
  for (const event of reading.events) expect(events.has(event), `no product writes ${event}`);
  const gave = [reading.citedBy, agreesWith, reading.scenarios, reading.events].some(({ length }) => length > 0);
  expect(gave || notTaken !== null, 'it gave nothing, and no word why');
  return problems;
}

/** The row names exactly what there is. */
function same(column: string, named: readonly string[], there: ReadonlySet<string> = new Set()): readonly string[] {
  const tooMany = named.filter((name) => !there.has(name));
  const missing = [...there].filter((name) => !named.includes(name));
  return [
    ...tooMany.map((name) => `"${column}" has ${name}, which does not name the article`),
    ...missing.map((name) => `"${column}" lacks ${name}, which names the article`),
  ];
}
