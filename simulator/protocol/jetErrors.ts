import type { EngineCodeFacts } from './codeFacts.ts';
import { listedCodes, unlistedCodes } from './engineCodes/index.ts';

/** The numbers alone of a table of codes. */
type NumbersOf<Table extends Readonly<Record<string, EngineCodeFacts>>> = {
  readonly [Name in keyof Table]: Table[Name]['jet'];
};

const numbersOf = <const Table extends Readonly<Record<string, EngineCodeFacts>>>(table: Table): NumbersOf<Table> =>
  // Object.fromEntries forgets which name has which number.
  Object.fromEntries(Object.entries(table).map(([name, { jet }]) => [name, jet])) as NumbersOf<Table>;

/**
 * The errors and warnings of the engine (EDB.DLL of Exchange 4.0 and 5.0, ESE97 of 5.5), by their published names: the
 * list of Q177761, and what articles show besides. Errors of newer engines are left out on purpose.
 */
export const JetError = numbersOf({ ...listedCodes, ...unlistedCodes });

export type JetErrorName = keyof typeof JetError;
/** The number of an engine error: negative, or positive for a warning. */
export type JetErrorNumber = (typeof JetError)[JetErrorName];

const nameOfError = new Map<number, JetErrorName>(
  (Object.keys(JetError) as JetErrorName[]).map((name) => [JetError[name], name]),
);

/** The published name of an engine error, null for a number that the model knows nothing of. */
export const jetErrorName = (error: number): JetErrorName | null => nameOfError.get(error) ?? null;

/** The engine error that a text names, as `JET_errFileNotFound` or as `-1811`; null for any other text. */
export function jetErrorOf(text: string): JetErrorNumber | null {
  for (const [error, name] of nameOfError) if (text === name || text === String(error)) return JetError[name];
  return null;
}
