import type { ServiceName } from '../layout.ts';
import {
  type ByteMoment,
  type CallAction,
  type CallMoment,
  type Fault,
  type FaultAction,
  FaultLimit,
  type FaultSide,
  faultFunctions,
  type TimeMoment,
} from './fault.ts';
import { FaultReader } from './faultReader.ts';

export type FaultParse =
  | { readonly ok: true; readonly fault: Fault }
  /** One line: the column, what was expected there, and the nearest name if there is one. */
  | { readonly ok: false; readonly problem: string };

/** A moment whose side comes at the end of the line. */
type ReadMoment = Omit<CallMoment, 'side'> | Omit<ByteMoment, 'side'> | TimeMoment;

/** Functions of the API for which no fault can wait. */
const unfaulted: ReadonlySet<string> = new Set(['BackupFree', 'I_HrCheckBackupLogs', 'I_HrRestoreW']);

const serviceNames: readonly ServiceName[] = ['information-store', 'directory'];
const verbs = [
  'return',
  'lose',
  'hang',
  'shorten',
  'kill',
  'corrupt',
  'tear',
  'blank',
  'fail',
  'fill',
  'free',
] as const;
const sides: readonly FaultSide[] = ['before', 'after'];

/**
 * Reads one fault: `at MOMENT, ACTION [before|after]`; faultLanguage shows every form. The letter case of words, services,
 * drives and files means nothing, as in Windows; that of functions does, as in a DLL. A colon may stand for the comma.
 */
export function parseFault(text: string): FaultParse {
  if (text.length > FaultLimit.textCharacters) {
    return refused(`a fault has at most ${FaultLimit.textCharacters} characters, not ${text.length}`);
  }
  const reader = new FaultReader(text);
  const fault = readFault(reader);
  if (fault !== null) return { ok: true, fault };
  if (reader.problem === null) throw new Error(`the fault "${text}" was refused without a reason`);
  return refused(reader.problem);
}

const refused = (problem: string): FaultParse => ({ ok: false, problem });

function readFault(reader: FaultReader): Fault | null {
  if (reader.one(['at']) === null) return null;
  const when = readMoment(reader);
  if (when === null) return null;
  if (reader.separator('a comma after the moment') === null) return null;
  if (/^shorten$/i.test(reader.word) && !isRead(when)) {
    return reader.refuse('only a read can be cut short; wait for one with "at HrBackupRead" or "at byte"');
  }
  if (when.kind === 'time' && /^(return|hang)$/i.test(reader.word)) {
    return reader.refuse(`only a call can ${reader.word.toLowerCase()}; wait for one with "at any call"`);
  }
  const what = readAction(reader);
  if (what === null) return null;
  if (when.kind === 'time') {
    if (reader.end('nothing more: a time has no side') === null) return null;
    return isCallAction(what) ? null : { when, what };
  }
  const side = readSide(reader);
  if (side === null) return null;
  if (what.kind === 'shorten-read' && side === 'after') {
    return reader.refuse('a read that was answered cannot be cut short; leave out "after"');
  }
  return { when: when.kind === 'call' ? { ...when, side } : { ...when, side }, what };
}

/** Whether only reads are waited for. */
const isRead = (when: ReadMoment): boolean =>
  when.kind === 'byte' || (when.kind === 'call' && when.function === 'HrBackupRead');

const isCallAction = (what: FaultAction): what is CallAction =>
  what.kind === 'return' || what.kind === 'hang' || what.kind === 'shorten-read';

function readSide(reader: FaultReader): FaultSide | null {
  const side = reader.accept('after') ? 'after' : 'before';
  if (side === 'before') reader.accept('before');
  return reader.end('"before", "after" or nothing more', sides) === null ? null : side;
}

function readMoment(reader: FaultReader): ReadMoment | null {
  if (reader.accept('any')) {
    return reader.one(['call']) === null ? null : readNth(reader, 'any');
  }
  if (reader.accept('byte')) return readByteMoment(reader);
  if (/^\d/.test(reader.word)) return readTime(reader);
  const name = faultFunctions.find((known) => known === reader.word);
  if (name !== undefined) {
    reader.skip();
    return readNth(reader, name);
  }
  const form = /^(.*)[AW]$/.exec(reader.word)?.[1];
  if (faultFunctions.some((known) => known === form)) {
    return reader.refuse(`write "${form}": a fault strikes the A and the W form alike`);
  }
  if (unfaulted.has(reader.word)) {
    return reader.refuse(`no fault can wait for ${reader.word}: it does not reach the server`);
  }
  return reader.expected('a function such as HrBackupRead, "any call", "byte" or a time such as 2:30:00', [
    ...faultFunctions,
    'any',
    'byte',
  ]);
}

function readNth(reader: FaultReader, name: CallMoment['function']): ReadMoment | null {
  const isGiven = /^[\d.+-]/.test(reader.word);
  const nth = isGiven ? reader.number('a number of calls', 1, FaultLimit.nth) : 1;
  return nth === null ? null : { kind: 'call', function: name, nth };
}

function readByteMoment(reader: FaultReader): ReadMoment | null {
  const offsetBytes = readOffset(reader);
  if (offsetBytes === null || reader.one(['of']) === null) return null;
  const file = reader.file();
  return file === null ? null : { kind: 'byte', offsetBytes, file };
}

/** `2:30:00`, `90 s` or `90s`. */
function readTime(reader: FaultReader): ReadMoment | null {
  const [, hours = 0, minutes = 0, seconds = Number.NaN] = (
    /^(\d{1,6}):([0-5]\d):([0-5]\d)$/.exec(reader.word) ??
    /^()()(\d{1,9})s?$/.exec(reader.word) ??
    []
  ).map(Number);
  const total = hours * 3600 + minutes * 60 + seconds;
  if (!(total <= FaultLimit.seconds)) return reader.expected('a time such as 2:30:00 or 90 s, at most 100000:00:00');
  const isUnitMissing = /^\d+$/.test(reader.word);
  reader.skip();
  if (isUnitMissing && reader.one(['s']) === null) return null;
  return { kind: 'time', seconds: total };
}

const readOffset = (reader: FaultReader): number | null => reader.number('a byte', 0, FaultLimit.offsetBytes);

function readAction(reader: FaultReader): FaultAction | null {
  const verb = reader.one(verbs);
  switch (verb) {
    case null:
      return null;
    case 'return': {
      const code = reader.code();
      return code === null ? null : { kind: 'return', code };
    }
    case 'lose':
      return reader.one(['connection']) === null ? null : { kind: 'lose-connection' };
    case 'hang':
      return { kind: 'hang' };
    case 'shorten': {
      if (reader.one(['to']) === null) return null;
      const sizeBytes = reader.number('a number of bytes', 1, FaultLimit.readSizeBytes);
      return sizeBytes === null ? null : { kind: 'shorten-read', sizeBytes };
    }
    case 'kill': {
      const victim = reader.one(['client', ...serviceNames]);
      if (victim === null) return null;
      return victim === 'client' ? { kind: 'kill-client' } : { kind: 'kill-service', service: victim };
    }
    case 'corrupt':
      return readCorruption(reader);
    case 'tear':
      return readTear(reader);
    case 'blank':
      return reader.one(['page']) === null ? null : readPage(reader, 'blank-page');
    case 'fail':
      return readNewLog(reader);
    case 'fill':
    case 'free':
      return readDisk(reader, verb);
  }
}

function readCorruption(reader: FaultReader): FaultAction | null {
  const unit = reader.one(['page', 'byte']);
  if (unit === null) return null;
  if (unit === 'page') return readPage(reader, 'corrupt-page');
  const offsetBytes = readOffset(reader);
  if (offsetBytes === null || reader.one(['of']) === null) return null;
  const file = reader.file();
  return file === null ? null : { kind: 'corrupt-byte', offsetBytes, file };
}

function readTear(reader: FaultReader): FaultAction | null {
  if (reader.accept('page')) return readPage(reader, 'tear-page');
  const file = reader.file();
  if (file === null || reader.one(['at']) === null || reader.one(['byte']) === null) return null;
  const offsetBytes = readOffset(reader);
  return offsetBytes === null ? null : { kind: 'tear-file', file, offsetBytes };
}

function readPage(reader: FaultReader, kind: 'corrupt-page' | 'tear-page' | 'blank-page'): FaultAction | null {
  const page = reader.number('a page', 1, FaultLimit.page);
  if (page === null || reader.one(['of']) === null) return null;
  if (/\.(log|chk)$/i.test(reader.word)) return reader.refuse(`${reader.word} has no pages; name a byte of it instead`);
  const file = reader.file();
  return file === null ? null : { kind, page, file };
}

function readNewLog(reader: FaultReader): FaultAction | null {
  for (const word of ['new', 'log', 'of'] as const) if (reader.one([word]) === null) return null;
  const service = reader.one(serviceNames);
  if (service === null || reader.one(['with']) === null) return null;
  const jetError = reader.jetError();
  return jetError === null ? null : { kind: 'fail-new-log', service, jetError };
}

function readDisk(reader: FaultReader, verb: 'fill' | 'free'): FaultAction | null {
  if (reader.one(['disk']) === null) return null;
  const volume = reader.volume();
  return volume === null ? null : { kind: `${verb}-disk`, volume };
}
