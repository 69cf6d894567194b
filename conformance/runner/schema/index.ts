/** The format of a scenario file, checked and described. */
export { productsOf } from './fields.ts';
export {
  type Scenario,
  type ScenarioStep,
  type StepFields,
  type StepName,
  scenarioJsonSchema,
  scenarioSchema,
} from './scenario.ts';
