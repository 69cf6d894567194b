/** Nobody mends more at once, and the next run tells the rest. */
const MAXIMUM_PROBLEMS = 100;

/** What is wrong, a sentence each: the first are kept, the others only counted, and never even worded. */
export class ProblemList {
  readonly #maximum: number;
  readonly #kept: string[] = [];
  #count = 0;

  constructor(maximum = MAXIMUM_PROBLEMS) {
    this.#maximum = maximum;
  }

  add(problem: string | (() => string)): void {
    this.#count += 1;
    if (this.#kept.length < this.#maximum) this.#kept.push(typeof problem === 'string' ? problem : problem());
  }

  addAll(problems: Iterable<string | (() => string)>): void {
    for (const problem of problems) this.add(problem);
  }

  /** The first of them, and how many more there are. */
  get lines(): readonly string[] {
    const others = this.#count - this.#kept.length;
    return others === 0 ? this.#kept : [...this.#kept, `... and ${others.toLocaleString('en-US')} more`];
  }
}

/** The first of many lines, and how many more there are. */
export function firstOf(lines: Iterable<string>, maximum = MAXIMUM_PROBLEMS): readonly string[] {
  const list = new ProblemList(maximum);
  list.addAll(lines);
  return list.lines;
}
