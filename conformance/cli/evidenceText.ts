import type { Evidence } from '../requirements/index.ts';

/** What a source says, or why nobody could look, on one line: the source, the place in it, the sentence. */
export const evidenceText = (evidence: Evidence): string =>
  evidence.kind === 'says'
    ? `${evidence.source}, ${evidence.where}: ${evidence.words}`
    : `${evidence.source} was not opened: ${evidence.reason}.`;
