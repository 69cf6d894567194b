import { type Hresult, hresult } from './api.ts';
import { apiCodes } from './apiCodes.ts';
import { type CodeFacts, type CodeUse, type EngineCodeFacts, plainCode } from './codeFacts.ts';
import { engineCodes } from './engineCodes.ts';
import { Hr, type HrName } from './hr.ts';
import { JetError } from './jetErrors.ts';
import { NOT_MODELLED } from './notModelled.ts';
import { recoveryCodes } from './recoveryCodes.ts';
import { laterEngineCodes, unlistedEngineCodes, windowsCodes } from './unlistedCodes.ts';
import { Win32, type Win32Name } from './windowsCodes.ts';

/** By facility: 0x7FF is the backup API, 0x800 the engine, 0 the system; ours is the project's own mark. */
export type CodeLayer = 'api' | 'engine' | 'system' | 'project';

export type CodeSeverity = 'success' | 'information' | 'warning' | 'error';

/**
 * Where the code is defined: EDBMSG.H; the engine of 4.0 to 5.5, which has more errors than the header has names; an
 * engine after 5.5, whose errors no server of 4.0 to 5.5 returns; Windows; or this project.
 */
export type CodeOrigin = 'EDBMSG.H' | 'engine' | 'later engine' | 'Windows' | 'edbproof';

export interface CodeInfo {
  /** As the origin writes it: hr..., JET_err..., ERROR_... or NOT_MODELLED. */
  readonly name: string;
  readonly value: Hresult;
  readonly layer: CodeLayer;
  readonly severity: CodeSeverity;
  readonly origin: CodeOrigin;
  /** The engine's own number: negative for errors, positive for warnings, null outside the engine. */
  readonly jet: number | null;
  /** The engine's own name for it, where a source gives it. */
  readonly jetName: string | null;
  readonly meaning: string;
  /** Who returned it when, as far as known. */
  readonly uses: readonly CodeUse[];
  /** Knowledge Base articles that tell of it: Q295751. */
  readonly articles: readonly string[];
}

/**
 * The 32-bit form of an engine error or warning: 0xC8000230 for -560, 0x8800022E for 558.
 * DOCUMENTED: Q200941 states the rule with an example (edbbcli.md 2.1).
 */
export const codeOfJet = (jet: number): Hresult => (jet < 0 ? hresult(0xc8000000 | -jet) : hresult(0x88000000 | jet));

/** Severity: bits 31 and 30 of a code. Codes of Windows are below 0x10000 and errors but for 0 (edbbcli.md 2.1). */
export function severityOfCode(value: Hresult): CodeSeverity {
  if (value > 0 && value < 0x10000) return 'error';
  const severities = ['success', 'information', 'warning'] as const;
  return severities[value >>> 30] ?? 'error';
}

/** Layer: bits 27 to 16. Null for a facility that is not of this API, or when the customer bit 29 is set. */
export function layerOfCode(value: Hresult): CodeLayer | null {
  if (value === NOT_MODELLED) return 'project';
  if ((value & 0x20000000) !== 0) return null;
  switch ((value >>> 16) & 0xfff) {
    case 0x7ff:
      return 'api';
    case 0x800:
      return 'engine';
    case 0:
      return 'system';
    default:
      return null;
  }
}

const jetNames: ReadonlyMap<number, string> = new Map([
  ...Object.entries(JetError).map(([name, jet]): readonly [number, string] => [jet, name]),
  ...Object.entries(laterEngineCodes).map(([name, { jet }]): readonly [number, string] => [jet, name]),
]);

const articlesOf = (uses: readonly CodeUse[]): readonly string[] =>
  [...new Set(uses.flatMap(({ source }) => source.match(/\bQ\d{6}\b/g) ?? []))].sort();

function codeInfo(name: string, value: Hresult, origin: CodeOrigin, { jet, meaning, uses }: CodeFacts): CodeInfo {
  const layer = layerOfCode(value);
  if (layer === null) throw new Error(`the table of codes has ${name}, whose facility is none of this API`);
  const jetName = jet === null ? null : (jetNames.get(jet) ?? null);
  const severity = severityOfCode(value);
  return { name, value, layer, severity, origin, jet, jetName, meaning, uses, articles: articlesOf(uses) };
}

/** Every code of the header has its facts: the compiler checks that none is missing. */
const headerFacts: Readonly<Record<HrName, CodeFacts>> = { ...apiCodes, ...recoveryCodes, ...engineCodes };

const notModelled = plainCode(
  'The model of this project does not cover the call. It says so instead of guessing; no Microsoft code can have this value.',
);

/** An engine error without a name in the header goes by the engine's name. */
const engineInfos = (table: Readonly<Record<string, EngineCodeFacts>>, origin: CodeOrigin): readonly CodeInfo[] =>
  Object.entries(table).map(([name, facts]) => codeInfo(name, codeOfJet(facts.jet), origin, facts));

const typedKeys = <Key extends string>(table: Readonly<Record<Key, unknown>>): readonly Key[] => {
  const keys: Key[] = [];
  for (const key in table) keys.push(key);
  return keys;
};

/** The 183 codes of EDBMSG.H, as the header orders them, by layer. */
const headerInfos = typedKeys<HrName>(Hr).map((name) => codeInfo(name, Hr[name], 'EDBMSG.H', headerFacts[name]));

/** Every code that this project knows: the header's, then those that were only seen, then our own mark. */
export const codeInfos: readonly CodeInfo[] = [
  ...headerInfos,
  ...engineInfos(unlistedEngineCodes, 'engine'),
  ...engineInfos(laterEngineCodes, 'later engine'),
  ...typedKeys<Win32Name>(Win32).map((name) => codeInfo(name, Win32[name], 'Windows', windowsCodes[name])),
  codeInfo('NOT_MODELLED', NOT_MODELLED, 'edbproof', notModelled),
];

const infoByValue: ReadonlyMap<number, CodeInfo> = new Map(codeInfos.map((info) => [info.value, info]));
const infoByHrName: ReadonlyMap<string, CodeInfo> = new Map(codeInfos.map((info) => [info.name, info]));

/** What is known of a code; undefined when it is none of ours. */
export const codeByValue = (value: Hresult): CodeInfo | undefined => infoByValue.get(value);

/** A code by its exact name. */
export const codeByName = (name: string): CodeInfo | undefined => infoByHrName.get(name);
