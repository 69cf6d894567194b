import { profiles } from '../../simulator/profiles/index.ts';
import { productsOf, type ScenarioStep } from './schema/index.ts';

const everyProduct: readonly string[] = profiles.map(({ name }) => name);

/** The products on which a step is played. */
export const productsOfStep = ({ products }: ScenarioStep): ReadonlySet<string> =>
  new Set(products === undefined ? everyProduct : products.flatMap(productsOf));

/** Whether a step is played on this profile. A profile of somebody's own counts as the product that it is based on. */
export const isPlayedOn = (step: ScenarioStep, profileName: string): boolean =>
  step.products === undefined || productsOfStep(step).has(profileName.split('+')[0] ?? '');
