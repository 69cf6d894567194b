import type { FunctionBaseName } from './functions.ts';
import type { Provenance } from './provenance.ts';

/** Where a code shows itself when no function of the API returned it. */
type CodeOccasion =
  | 'any function'
  | 'an online backup'
  | 'service start'
  | 'a running service'
  /** edbutil, eseutil, isinteg and the like. */
  | 'a tool'
  | 'a mail client'
  | 'the SDK sample'
  | 'unknown';

/** One circumstance in which a code was returned or reported. */
export interface CodeUse {
  readonly where: FunctionBaseName | CodeOccasion;
  readonly when: string;
  readonly provenance: Provenance;
  readonly source: string;
}

/** What is known of a code besides its name and value. */
export interface CodeFacts {
  /** The engine's own number, negative for errors and positive for warnings; null outside the engine. */
  readonly jet: number | null;
  readonly meaning: string;
  /** What the header says, where that is another thing than the engine's own list says under the same number. */
  readonly headerMeaning?: string;
  readonly uses: readonly CodeUse[];
}

export const use = (where: CodeUse['where'], when: string, provenance: Provenance, source: string): CodeUse => ({
  where,
  when,
  provenance,
  source,
});

/** A circumstance that articles show or state: `Q262371, Q301505`. */
export const shown = (where: CodeUse['where'], when: string, articles: string): CodeUse =>
  use(where, when, 'DOCUMENTED', articles);

/** A code of the backup API, of Windows, or of no facility. */
export const plainCode = (meaning: string, ...uses: readonly CodeUse[]): CodeFacts => ({ jet: null, meaning, uses });

export interface EngineCodeFacts<Jet extends number = number> extends CodeFacts {
  readonly jet: Jet;
}

/** A code that carries an error or a warning of the engine. */
export const engineCode = <const Jet extends number>(
  jet: Jet,
  meaning: string,
  ...uses: readonly CodeUse[]
): EngineCodeFacts<Jet> => ({ jet, meaning, uses });
