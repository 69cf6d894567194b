import type { StepReport } from './events.ts';
import type { World } from './world.ts';

/** Somebody who acts in the place of one step, or after the last: an agent that is not the reference agent. */
export interface Guest {
  /** Number of the step, from 1; one more than there are steps to act after all of them. */
  readonly at: number;
  /** Number of the last step that is played. The others need what only the reference agent would have left behind. */
  readonly lastStep: number;
  act(world: World): Promise<StepReport>;
}
