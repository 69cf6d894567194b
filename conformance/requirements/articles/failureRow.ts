import { type Places, places } from './places.ts';

/**
 * A row of the failure catalogue (edbbcli.md 7): an article, and where the failure that it tells of is found. Scenarios
 * name their articles themselves.
 */
export interface FailureRow extends Places {
  readonly number: number;
  /** Number of the Knowledge Base article, such as Q159170. */
  readonly article: string;
  readonly subject: string;
}

export const row = (number: number, article: string, subject: string, where: Partial<Places>): FailureRow => ({
  number,
  article,
  subject,
  ...places(where),
});
