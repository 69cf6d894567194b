/** Scenarios in which one expectation is met with some values, and fails with others. */
export interface ExpectationCase {
  /** Where it stands: `backup.expect.truncated`. */
  readonly of: string;
  /** The steps with a value, as YAML; null: without the expectation. */
  steps(value: string | null): readonly string[];
  readonly met: readonly (string | null)[];
  /** What fails, and with what sentence: what was expected / what was seen. */
  readonly unmet: readonly (readonly [value: string | null, sentence: string | RegExp])[];
}

type Rest = Pick<ExpectationCase, 'met' | 'unmet'>;

/** A step `expect` with one thing in it, after other steps. */
export const looking = (key: string, before: readonly string[], rest: Rest, beside = ''): ExpectationCase => ({
  of: `expect.${key}`,
  steps: (value) => [...before, `expect: { ${beside}${key}: ${value} }`],
  ...rest,
});

/** A step with the same fields each time, and one thing in its `expect`; without a value it has no `expect`. */
export const deed = (
  step: string,
  key: string,
  before: readonly string[],
  { fields = '', result, ...rest }: Rest & { readonly fields?: string; readonly result: string },
): ExpectationCase => ({
  of: key === '' ? `${step}.expect` : `${step}.expect.${key}`,
  steps: (value) => {
    const others = key === 'result' ? '' : `result: ${result}, `;
    const expect = value === null ? '' : `expect: { ${others}${key}: ${value} }`;
    return [...before, `${step}: { ${[fields, expect].filter((text) => text !== '').join(', ')} }`];
  },
  ...rest,
});
