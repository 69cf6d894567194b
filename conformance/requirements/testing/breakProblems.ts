import type { Break } from '../breaks/index.ts';

type Row = readonly [id: string, planted: Break];

/** What is wrong with lines that are to be planted, in a line each. Of those that share a change all but one say why. */
export function breakProblems(rows: readonly Row[], textOf: (file: string) => string | null): readonly string[] {
  const sharing = new Map<string, Row[]>();
  for (const row of rows) {
    const key = JSON.stringify([row[1].file, row[1].line, row[1].becomes]);
    sharing.set(key, [...(sharing.get(key) ?? []), row]);
  }
  const unexplained = [...sharing.values()].flatMap((group) => {
    const silent = group.filter(([, { shares }]) => shares === undefined);
    return silent.length > 1 ? [silent.map(([id]) => id)] : [];
  });
  const alone = new Set([...sharing.values()].flatMap((group) => (group.length === 1 ? group : [])));
  return rows.flatMap((row) => {
    const [id, planted] = row;
    const problem = lineProblem(planted, textOf(planted.file));
    if (problem !== null) return [`${id}: ${problem}`];
    if (alone.has(row) && planted.shares !== undefined) return [`${id}: shares says why, and nobody shares it`];
    const ids = unexplained.find(([first]) => first === id);
    return ids === undefined ? [] : [`${ids.join(', ')}: broken by the same change, and none says why (shares)`];
  });
}

function lineProblem({ file, line, becomes }: Break, text: string | null): string | null {
  if (text === null) return `${file} does not exist`;
  const times = line === '' ? 0 : text.split(line).length - 1;
  if (times !== 1) return `the line stands ${times} times in ${file}`;
  return line === becomes ? 'nothing changes' : null;
}
