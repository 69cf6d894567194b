/** Did the server answer by the protocol? Every state that can explain a history, kept as bounds and narrowed by each answer. */
export { Fidelity, type Judged } from './fidelity.ts';
export type { Ending, SeenAnswer, SeenCall } from './seen.ts';
