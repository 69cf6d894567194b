import type { Profile } from '../../profiles/index.ts';
import { codeByValue, type Hresult, JetError } from '../../protocol/index.ts';
import type { MailDatabase } from '../mailDatabase.ts';
import { type EventToWrite, eventToWrite } from './eventToWrite.ts';

export interface FailedStart {
  readonly service: 'MSExchangeIS' | 'MSExchangeDS';
  /** The "Restore in Progress" key was there, or had just been used. */
  readonly isRestore: boolean;
  /** In the form the service reports it: 0xFFFFFDEE of an ordinary start, 0xC8000212 of a restore (Q200941). */
  readonly code: Hresult;
}

/**
 * What a service itself writes about a start that failed, behind the engine's events.
 *
 * The store: 1120 and 5000 (Q181796, Q185577, Q275602); after a restore 1080 or 1081, and 5000 (Q231299, Q322314,
 * Q175469). The directory: 1166, an information, and 1002, both with the signed error (Q253309, Q301505, Q188674), after a
 * restore 1196 with the code (Q247769, Q181795).
 */
export function startFailureEvents(failed: FailedStart, profile: Profile): EventToWrite[] {
  const { service, isRestore, code } = failed;
  if (service === 'MSExchangeDS') {
    // The two ids of the directory, 1002 and 1196, stand for those of the store that mean the same.
    if (isRestore) return [eventToWrite(profile, 'restored-database-not-recovered', `error ${hex(code)}`)];
    const error = `error ${code | 0}`;
    const failure = eventToWrite(profile, 'service-start-failed', error);
    // What the engine answered is told twice (Q253309, Q301505); what the directory found out by itself is not (Q263548).
    return (code | 0) < 0 ? [eventToWrite(profile, 'directory-error', error), failure] : [failure];
  }
  const error = isRestore ? `error 0x${hex(code)}` : ordinaryError(code, profile);
  const failure = eventToWrite(profile, 'service-start-failed', error);
  if (!isRestore) return [eventToWrite(profile, 'database-initialization-failed', error), failure];
  const meaning = explanation(code);
  if (meaning === null) return [eventToWrite(profile, 'restored-database-not-recovered', error), failure];
  const explained = eventToWrite(profile, 'restored-database-not-recovered-explained', error);
  return [{ ...explained, text: `${explained.text} ${meaning}` }, failure];
}

/** In our words: -1206 Q242063, Q260230, Q185008; -550 Q185577; -528 Q238063. */
const wordsOf55 = new Map<number, string>([
  [JetError.JET_errDatabaseCorrupted, 'the file is no database, or a damaged one'],
  [JetError.JET_errDatabaseInconsistent, 'the database is in an inconsistent state'],
  [JetError.JET_errMissingLogFile, 'the current log file is missing'],
]);

/**
 * What 1120 and 5000 of an ordinary start say of the error. The engine of 4.0 and 5.0: its number (Q181449). That of 5.5:
 * words for three errors and the number in hexadecimal for those that are seen besides (Q275602, Q242364, Q245058, Q295649).
 */
function ordinaryError(code: Hresult, { engine }: Profile): string {
  if (engine === 'EDB') return `error ${code | 0}`;
  return wordsOf55.get(code | 0) ?? `error 0x${hex(code)}`;
}

/**
 * 1080 says what the error means, 1081 does not. I: a code that the API's message file knows can be told, any other
 * cannot; so are 0xc8000713 and 0xc8000228 (Q161584, Q231299) against 0xc8000235, 0x57 and 2 (Q322314, Q232705,
 * Q175469). Q175116 has 1081 for 0xc8000713, too.
 */
function explanation(code: Hresult): string | null {
  const info = codeByValue(code);
  return info?.origin === 'EDBMSG.H' ? info.meaning : null;
}

/** Eight lower-case digits, as events print them. */
const hex = (code: Hresult): string => (code >>> 0).toString(16).padStart(8, '0');

/** 1091: one of the two databases was restored, and the other is as it was (Q191357). */
export function singleStoreEvent(
  map: readonly { readonly newPath: string }[],
  databases: readonly MailDatabase[],
  profile: Profile,
): EventToWrite {
  const restored = map.map(({ newPath }) => newPath.toLowerCase());
  const names = databases.filter(({ path }) => restored.includes(path.toLowerCase())).map(({ name }) => name);
  return eventToWrite(profile, 'single-store-restored', names.join());
}
