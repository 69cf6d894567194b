import { type Hresult, hresult } from './api.ts';
import { apiCodes } from './apiCodes.ts';
import { type CodeFacts, type CodeUse, type EngineCodeFacts, plainCode } from './codeFacts.ts';
import { headerCodes, laterCodes, listedCodes, unlistedCodes } from './engineCodes/index.ts';
import { Hr, type HrName } from './hr.ts';
import { NOT_MODELLED } from './notModelled.ts';
import { Win32, type Win32Name } from './windowsCodes.ts';
import { windowsFacts } from './windowsFacts.ts';

/** By facility: 0x7FF is the backup API, 0x800 the engine, 0 the system; ours is the project's own mark. */
export type CodeLayer = 'api' | 'engine' | 'system' | 'project';

export type CodeSeverity = 'success' | 'information' | 'warning' | 'error';

/**
 * Where the code is defined: EDBMSG.H; the engine of 4.0 to 5.5, which has more errors than the header has names; an
 * engine after 5.5, whose errors no server of 4.0 to 5.5 returns; Windows; or this project.
 */
export type CodeOrigin = 'EDBMSG.H' | 'engine' | 'later engine' | 'Windows' | 'edbproof';

/** Where a code has a name: the header, the list of 5.5, articles beside the list, or one of the other origins. */
export type CodeList = 'EDBMSG.H' | 'Q177761' | 'articles of 4.0 to 5.5' | 'engines after 5.5' | 'Windows' | 'edbproof';

/** A name of a code, and what it means by the list that it stands in. */
export interface CodeName {
  readonly list: CodeList;
  readonly name: string;
  readonly meaning: string;
}

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
  /** Every list that has it, the one of `name` first. Two lists may mean different things by one number. */
  readonly names: readonly CodeName[];
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

const articlesOf = (uses: readonly CodeUse[]): readonly string[] =>
  [...new Set(uses.flatMap(({ source }) => source.match(/\bQ\d{6}\b/g) ?? []))].sort();

function codeInfo(
  value: Hresult,
  origin: CodeOrigin,
  { jet, uses }: CodeFacts,
  first: CodeName,
  ...others: readonly CodeName[]
): CodeInfo {
  const layer = layerOfCode(value);
  if (layer === null) throw new Error(`the table of codes has ${first.name}, whose facility is none of this API`);
  const names = [first, ...others];
  return {
    name: first.name,
    value,
    layer,
    severity: severityOfCode(value),
    origin,
    jet,
    jetName: names.find(({ list }) => list !== 'EDBMSG.H' && (jet !== null || list === 'Q177761'))?.name ?? null,
    meaning: first.meaning,
    names,
    uses,
    articles: articlesOf(uses),
  };
}

const typedKeys = <Key extends string>(table: Readonly<Record<Key, unknown>>): readonly Key[] => {
  const keys: Key[] = [];
  for (const key in table) keys.push(key);
  return keys;
};

/** A number of the engine with its name, or with null where only the header has one. */
interface EngineRow {
  readonly facts: EngineCodeFacts;
  readonly own: CodeName | null;
}

const rowsOf = (table: Readonly<Record<string, EngineCodeFacts>>, list: CodeList): readonly EngineRow[] =>
  Object.entries(table).map(([name, facts]) => ({ facts, own: { list, name, meaning: facts.meaning } }));

const engineRows: readonly EngineRow[] = [
  ...rowsOf(listedCodes, 'Q177761'),
  ...rowsOf(unlistedCodes, 'articles of 4.0 to 5.5'),
  ...Object.values(headerCodes).map((facts): EngineRow => ({ facts, own: null })),
];
const engineRowByValue: ReadonlyMap<Hresult, EngineRow> = new Map(
  engineRows.map((row) => [codeOfJet(row.facts.jet), row]),
);

const apiFacts: Readonly<Partial<Record<HrName, CodeFacts>>> = apiCodes;

/** The first row of Q177761: no number of an error, but the list's name for success. */
const success: CodeName = { list: 'Q177761', name: 'JET_errSuccess', meaning: apiCodes.hrNone.meaning };

function headerInfo(name: HrName): CodeInfo {
  const value = Hr[name];
  const ofApi = apiFacts[name];
  if (ofApi !== undefined) {
    const own: CodeName = { list: 'EDBMSG.H', name, meaning: ofApi.meaning };
    return codeInfo(value, 'EDBMSG.H', ofApi, own, ...(value === Hr.hrNone ? [success] : []));
  }
  const row = engineRowByValue.get(value);
  if (row === undefined) throw new Error(`no table of codes tells what ${name} of EDBMSG.H means`);
  const { facts, own } = row;
  const ofHeader: CodeName = { list: 'EDBMSG.H', name, meaning: facts.headerMeaning ?? facts.meaning };
  return codeInfo(value, 'EDBMSG.H', facts, ofHeader, ...(own === null ? [] : [own]));
}

/** The 183 codes of EDBMSG.H, as the header orders them, by layer. */
const headerInfos = typedKeys<HrName>(Hr).map(headerInfo);
const headerValues: ReadonlySet<Hresult> = new Set(headerInfos.map(({ value }) => value));

/** An engine error without a name in the header goes by the engine's name. */
const engineInfos = (rows: readonly EngineRow[], origin: CodeOrigin): readonly CodeInfo[] =>
  rows.flatMap(({ facts, own }) => {
    const value = codeOfJet(facts.jet);
    return own === null || headerValues.has(value) ? [] : [codeInfo(value, origin, facts, own)];
  });

const windowsInfo = (name: Win32Name): CodeInfo =>
  codeInfo(Win32[name], 'Windows', windowsFacts[name], { list: 'Windows', name, meaning: windowsFacts[name].meaning });

const notModelled = plainCode(
  'The model of this project does not cover the call. It says so instead of guessing; no Microsoft code can have this value.',
);

/** Every code that this project knows: the header's, the engine's others, those of Windows, then our own mark. */
export const codeInfos: readonly CodeInfo[] = [
  ...headerInfos,
  ...engineInfos(engineRows, 'engine'),
  ...engineInfos(rowsOf(laterCodes, 'engines after 5.5'), 'later engine'),
  ...typedKeys<Win32Name>(Win32).map(windowsInfo),
  codeInfo(NOT_MODELLED, 'edbproof', notModelled, {
    list: 'edbproof',
    name: 'NOT_MODELLED',
    meaning: notModelled.meaning,
  }),
];

const infoByValue: ReadonlyMap<number, CodeInfo> = new Map(codeInfos.map((info) => [info.value, info]));
const infoByHrName: ReadonlyMap<string, CodeInfo> = new Map(codeInfos.map((info) => [info.name, info]));

/** What is known of a code; undefined when it is none of ours. */
export const codeByValue = (value: Hresult): CodeInfo | undefined => infoByValue.get(value);

/** A code by its exact name. */
export const codeByName = (name: string): CodeInfo | undefined => infoByHrName.get(name);
