import { Outcome, type ServiceState } from '../../../simulator/rules/index.ts';
import type { Forks } from './forks.ts';
import { OpenState } from './openState.ts';
import type { Words } from './words.ts';

/** An outcome whose state is known in part, and whose questions are asked of us. */
export class OpenOutcome extends Outcome {
  override readonly next: ServiceState;
  override readonly choices: Forks;
  readonly words: Words;

  constructor(words: Words, forks: Forks) {
    super();
    this.words = words;
    this.next = new OpenState(words);
    this.choices = forks;
  }
}
