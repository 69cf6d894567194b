import { hresult } from './api.ts';
import { type CodeInfo, codeInfos, layerOfCode } from './codes.ts';
import { editDistance } from './editDistance.ts';

/** How a text was read to arrive at a code. */
export type CodeForm =
  | 'name'
  | 'value'
  | 'signed value'
  | 'hexadecimal value'
  | 'engine number'
  | 'engine number without its sign'
  | 'hexadecimal engine number'
  | 'normal start-up form';

export interface CodeReading {
  readonly form: CodeForm;
  readonly info: CodeInfo;
}

export type CodeLookup =
  /** The likeliest reading comes first; there are several when the text can mean several codes. */
  | { readonly found: true; readonly readings: readonly [CodeReading, ...CodeReading[]] }
  | {
      readonly found: false;
      /** What is wrong, and what the number looks like if it is one. */
      readonly reason: string;
      /** Examples of every form that is understood. */
      readonly forms: readonly string[];
      /** Names that are close to the text. */
      readonly nearNames: readonly string[];
    };

/** Longer texts are refused: no name and no number is as long. */
const MAXIMUM_LOOKUP_LENGTH_CHARACTERS = 80;

/** Q177761 has them in the row of 407, without a number of their own. */
const namesWithoutNumber: readonly string[] = [
  'JET_wrnRecordFoundGreater',
  'JET_wrnRecordFoundLess',
  'JET_errColumnIllegalNull',
];

const understoodForms: readonly string[] = [
  '0xC8000230 or C8000230 (hexadecimal)',
  '3355443760 (unsigned)',
  '-939523536 (signed)',
  '-560 or 558 (number of the engine)',
  '0xFFFFFDD0 or 4294966736 (number of the engine, as an ordinary start of a service prints it)',
  '1722 (number of Windows)',
  'hrMissingFullBackup or JET_errMissingFullBackup (name)',
];

/**
 * Finds the code a person means: a name in any case, or a number in any of the forms that Microsoft's articles, event
 * logs and headers print. Event 8010 prints hexadecimal without 0x, so digits alone are tried as that as well.
 */
export function findCode(text: string): CodeLookup {
  const wanted = text.trim();
  if (wanted === '') return notFound('there is nothing to look up', []);
  if (wanted.length > MAXIMUM_LOOKUP_LENGTH_CHARACTERS) {
    return notFound(`a text of more than ${MAXIMUM_LOOKUP_LENGTH_CHARACTERS} characters is no code`, []);
  }
  const nameless = namesWithoutNumber.find((name) => name.toLowerCase() === wanted.toLowerCase());
  if (nameless !== undefined) return notFound(`the list of 5.5 (Q177761) has ${nameless}, and gives it no number`, []);
  const [first, ...others] = withoutRepeats([...readName(wanted), ...readDecimal(wanted), ...readHexadecimal(wanted)]);
  if (first !== undefined) return { found: true, readings: [first, ...others] };

  const number = numberOf(wanted);
  return number === null
    ? notFound(`no code is called ${wanted}`, nearNames(wanted))
    : notFound(`no code has the number ${wanted}${anatomy(number)}`, []);
}

/** The number that a text is; hexadecimal without 0x only where it is too long to be anything else. */
function numberOf(text: string): number | null {
  if (/^(0x[0-9a-f]+|[+-]?\d+)$/i.test(text)) return Number(text);
  return /^[0-9a-f]{9,}$/i.test(text) ? Number(`0x${text}`) : null;
}

const notFound = (reason: string, near: readonly string[]): CodeLookup => ({
  found: false,
  reason,
  forms: understoodForms,
  nearNames: near,
});

function readName(text: string): readonly CodeReading[] {
  const wanted = text.toLowerCase();
  return codeInfos
    .filter((info) => namesOf(info).some((name) => name.toLowerCase() === wanted))
    .map((info) => ({ form: 'name', info }));
}

function readDecimal(text: string): readonly CodeReading[] {
  if (!/^[+-]?\d{1,10}$/.test(text)) return [];
  const number = Number(text);
  if (number < -0x80000000 || number > 0xffffffff) return [];
  if (number < 0) return [...byValue('signed value', number), ...byJet('engine number', number)];
  return [
    ...byValue('value', number),
    ...byJet('engine number', number),
    ...byJet('engine number without its sign', -number),
    ...startUpForm(number),
  ];
}

function readHexadecimal(text: string): readonly CodeReading[] {
  const digits = /^(?:0x)?([0-9a-f]{1,8})$/i.exec(text)?.[1];
  if (digits === undefined) return [];
  const number = Number.parseInt(digits, 16);
  // 0x0000022E: the list prints warnings so. Without 0x every short number would be a warning as well.
  const warning = /^0x/i.test(text) ? byJet('hexadecimal engine number', number) : [];
  return [...byValue('hexadecimal value', number), ...warning, ...startUpForm(number)];
}

/** 0xFFFFFDD0 is -560: an ordinary start prints the engine's error as it is (Q200941). */
const startUpForm = (number: number): readonly CodeReading[] =>
  number > 0xffff0000 ? byJet('normal start-up form', number | 0) : [];

function byValue(form: CodeForm, number: number): readonly CodeReading[] {
  const value = hresult(number);
  return codeInfos.filter((info) => info.value === value).map((info) => ({ form, info }));
}

const byJet = (form: CodeForm, jet: number): readonly CodeReading[] =>
  codeInfos.filter((info) => info.jet === jet).map((info) => ({ form, info }));

/** Two ways of reading that lead to the same code count once, the first of them. */
const withoutRepeats = (readings: readonly CodeReading[]): readonly CodeReading[] =>
  readings.filter((reading, index) => readings.findIndex(({ info }) => info === reading.info) === index);

const namesOf = ({ name, jetName }: CodeInfo): readonly string[] =>
  jetName === null || jetName === name ? [name] : [name, jetName];

const NEAR_NAME_COUNT = 3;

function nearNames(text: string): readonly string[] {
  const wanted = text.toLowerCase();
  const tolerance = Math.max(2, Math.floor(wanted.length / 4));
  return codeInfos
    .flatMap(namesOf)
    .map((name) => ({ name, distance: editDistance(wanted, name.toLowerCase()) }))
    .filter(({ distance }) => distance <= tolerance)
    .sort((left, right) => left.distance - right.distance || (left.name < right.name ? -1 : 1))
    .slice(0, NEAR_NAME_COUNT)
    .map(({ name }) => name);
}

/** What the bits of an unknown number say. */
function anatomy(number: number): string {
  if (number < -0x80000000 || number > 0xffffffff) return ': it does not fit into 32 bits';
  const value = hresult(number);
  if (value > 0xffff0000) return engineAnatomy(value | 0);
  switch (layerOfCode(value)) {
    case 'engine':
      return engineAnatomy(value >>> 30 === 2 ? value & 0xffff : -(value & 0xffff));
    case 'api':
      return `: by its form number ${value & 0xffff} of the backup API, which EDBMSG.H does not define`;
    case 'system':
      return ': it may be one of Windows, of which only those seen through this API are kept here';
    default:
      return '';
  }
}

const engineAnatomy = (jet: number): string =>
  `: by its form ${jet} of the engine, which neither the list of 5.5 (Q177761) nor an article of 4.0 to 5.5 has`;
