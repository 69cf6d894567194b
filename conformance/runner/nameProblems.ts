import type { Scenario, ScenarioStep } from './schema/index.ts';
import { productsOfStep } from './stepProducts.ts';

/** A mistake that only the whole file shows. */
export interface NameProblem {
  /** Where in the file. */
  readonly path: readonly PropertyKey[];
  readonly text: string;
}

/** What later steps name: backup sets, and files that were kept. */
interface Kind {
  readonly what: string;
  /** The name that a step gives, and the key under which it stands. */
  given(step: ScenarioStep): { readonly name: string; readonly path: readonly PropertyKey[] } | null;
  /** The names that a step takes up. */
  taken(step: ScenarioStep): readonly { readonly name: string; readonly path: readonly PropertyKey[] }[];
}

const kinds: readonly Kind[] = [
  {
    what: 'set',
    given: ({ backup }) => (backup === undefined ? null : { name: backup.set, path: ['backup', 'set'] }),
    taken: ({ restore }) => (restore?.sets ?? []).map((name, index) => ({ name, path: ['restore', 'sets', index] })),
  },
  {
    what: 'kept files',
    given: ({ keepFiles }) => (keepFiles === undefined ? null : { name: keepFiles.as, path: ['keepFiles', 'as'] }),
    taken: ({ putFiles }) => (putFiles === undefined ? [] : [{ name: putFiles.from, path: ['putFiles', 'from'] }]),
  },
];

/**
 * Names that two steps give, and names that a step takes up and none before it gives: on any product on which the step is
 * played. They are mistakes in the file, whatever comes of playing it.
 */
export function nameProblems({ steps }: Scenario): readonly NameProblem[] {
  return kinds.flatMap((kind) => problemsOf(kind, steps));
}

interface Gift {
  readonly name: string;
  readonly stepNumber: number;
  readonly products: ReadonlySet<string>;
}

function problemsOf({ what, given, taken }: Kind, steps: readonly ScenarioStep[]): readonly NameProblem[] {
  const gifts: Gift[] = [];
  const problems: NameProblem[] = [];
  for (const [index, step] of steps.entries()) {
    const products = productsOfStep(step);
    for (const { name, path } of taken(step)) {
      const givers = gifts.filter((gift) => gift.name === name);
      const without = [...products].find((product) => !givers.some((gift) => gift.products.has(product)));
      if (without === undefined) continue;
      const makers = [...new Set(givers.flatMap((giver) => [...giver.products]))];
      const instead = makers.length === 0 ? known(gifts, what) : ` on ${without}, only on ${makers.join(', ')}`;
      problems.push({
        path: ['steps', index, ...path],
        text: `no step before this one makes the ${what} "${name}"${instead}`,
      });
    }
    const gift = given(step);
    if (gift === null) continue;
    const first = gifts.find((other) => other.name === gift.name && [...other.products].some((it) => products.has(it)));
    if (first !== undefined) {
      const text = `step ${first.stepNumber} makes the ${what} "${gift.name}" already; give this one another name`;
      problems.push({ path: ['steps', index, ...gift.path], text });
    }
    gifts.push({ name: gift.name, stepNumber: index + 1, products });
  }
  return problems;
}

const known = (gifts: readonly Gift[], what: string): string => {
  const names = [...new Set(gifts.map(({ name }) => name))];
  return names.length === 0 ? `; none makes any ${what}` : `; there are: ${names.join(', ')}`;
};
