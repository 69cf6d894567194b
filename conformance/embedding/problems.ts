/** What is wrong with a scenario or profile file, and where. */
export interface FileProblem {
  /** The file as it was named, or the name that the text was given. */
  readonly file: string;
  /** From 1; null where no single place is to blame. */
  readonly line: number | null;
  /** From 1, in characters; null where only the line is known. */
  readonly column: number | null;
  /** Key in the file at that place: `steps[3].backup.kind`, items counted from 1. Null where no place is known. */
  readonly key: string | null;
  /** What is wrong and what was expected, in words for a person. */
  readonly text: string;
}

/** The scenario cannot be read, or not be played at all. Expectations that are not met are no error: see `ScenarioResult`. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';
  /** At least one, in the order of the file. */
  readonly problems: readonly FileProblem[];

  constructor(problems: readonly FileProblem[]) {
    super(problems.map(problemLine).join('\n'));
    this.problems = problems;
  }
}

/** An option has a value that it cannot have. */
export class OptionError extends Error {
  override readonly name = 'OptionError';
  /** Name of the option. */
  readonly option: string;

  constructor(option: string, problem: string) {
    super(`${option}: ${problem}`);
    this.option = option;
  }
}

/** `file:line:column: text`, which editors and terminals make a link of. */
function problemLine({ file, line, column, text }: FileProblem): string {
  const place = [file, line, column].filter((part) => part !== null).join(':');
  return `${place}: ${text}`;
}
