import type { EventVersion } from './events/index.ts';

/**
 * A service-specific error: what a service hands to Windows when it ends, and what a dialog and event 7024 then show. It
 * is a numbering of its own: a service hands over its own numbers, those of the directory, of MAPI or of Windows, or those
 * of the engine, which `findCode` reads. Only what is none of the engine is here.
 */
export interface ServiceErrorFacts {
  readonly number: number;
  /** The name that articles give it; null where they give none. */
  readonly name: string | null;
  /** Whose error it is. */
  readonly service: string;
  readonly versions: readonly EventVersion[];
  readonly meaning: string;
  readonly articles: readonly string[];
}

const store = 'MSExchangeIS';

/** By number, then by service. All are DOCUMENTED by the articles. */
export const serviceErrorFacts: readonly ServiceErrorFacts[] = [
  {
    number: 1,
    name: null,
    service: 'the Key Management service',
    versions: ['4.0', '5.0'],
    meaning: 'The service did not start: wrong account, or no password at the start or on its disk.',
    articles: ['Q151689'],
  },
  {
    number: 2,
    name: 'ERROR_FILE_NOT_FOUND',
    service: store,
    versions: ['5.0'],
    meaning: 'A number of Windows: after a restore to a server whose circular logging is set otherwise; event 1081.',
    articles: ['Q175469'],
  },
  {
    number: 3,
    name: null,
    service: 'the MTA for Microsoft Mail',
    versions: ['4.0', '5.0', '5.5'],
    meaning: 'Two post offices have one serial number, or something else uses the serial port.',
    articles: ['Q151228', 'Q158047'],
  },
  {
    number: 87,
    name: 'ERROR_INVALID_PARAMETER',
    service: store,
    versions: ['4.0', '5.0', '5.5'],
    meaning: 'A number of Windows: the Restore in Progress key holds a wrong value; event 1081, 0x00000057.',
    articles: ['Q169859', 'Q232705'],
  },
  {
    number: 105,
    name: null,
    service: 'the Microsoft Mail Connector Interchange',
    versions: ['4.0', '5.0'],
    meaning: 'Files of its post office may be locked, or its account may lack rights.',
    articles: ['Q168857'],
  },
  {
    number: 1011,
    name: null,
    service: store,
    versions: ['4.0', '5.0', '5.5'],
    meaning:
      'Databases and directory do not have the same GUIDs, as after a restore of offline copies: run isinteg -patch. Articles also write -1011, which is another error.',
    articles: ['Q149238', 'Q154032', 'Q190440', 'Q224977', 'Q260698', 'Q262041', 'Q296787'],
  },
  {
    number: 1012,
    name: null,
    service: store,
    versions: ['5.5'],
    meaning: 'The database was copied from another server: run isinteg -patch; events 7202 and 1005, 0x3f4.',
    articles: ['Q280770'],
  },
  {
    number: 1105,
    name: 'EcBadVersion',
    service: store,
    versions: ['4.0', '5.5'],
    meaning:
      'The database is of a version that this Store.exe, or Mdbrest.dll in 4.0, does not work with; 0x451. No database is damaged. The name is what isinteg -patch says in 4.0.',
    articles: ['Q154032', 'Q244976'],
  },
  {
    number: 1276,
    name: 'ecDomainError',
    service: store,
    versions: ['4.0', '5.0', '5.5'],
    meaning:
      'Organization or site have other names in the database than in the directory, event 1088; also a server without a private store, after the Move Server Wizard.',
    articles: ['Q155509', 'Q231439', 'Q251173', 'Q264437'],
  },
  {
    number: 1824,
    name: null,
    service: store,
    versions: ['5.5'],
    meaning: 'NetBIOS or the network card of the server is at fault.',
    articles: ['Q319749'],
  },
  {
    number: 4015,
    name: null,
    service: store,
    versions: ['4.0', '5.0', '5.5'],
    meaning:
      'The store does not reach the directory: events 1121 and 5000, 0xfaf. The server was renamed, or the directory does not start.',
    articles: ['Q154595', 'Q248124'],
  },
  {
    number: 4021,
    name: 'DS_E_INSUFFICIENT_ACCESS_RIGHTS',
    service: store,
    versions: ['4.0', '5.0', '5.5'],
    meaning: 'The account of the services lacks rights in the directory; events 1133 and 5000.',
    articles: ['Q153326', 'Q170810', 'Q184205', 'Q184737'],
  },
  {
    number: 0x80004005,
    name: null,
    service: store,
    versions: ['5.5'],
    meaning: 'A number of MAPI, 2147500037: the store does not reach the directory; events 1121 and 5000.',
    articles: ['Q322315'],
  },
  {
    number: 0x8004010f,
    name: null,
    service: store,
    versions: ['5.5'],
    meaning: 'A number of MAPI, 2147746063: rights in the directory are lacking, seen in an upgrade from 5.0.',
    articles: ['Q265437'],
  },
];

/**
 * The service-specific errors that a text means: a name, or a number as dialogs and event 7024 print it (decimal), as
 * events 1005, 1121 and 5000 do (`0x3f3`), or signed.
 */
export function findServiceErrors(text: string): readonly ServiceErrorFacts[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return [];
  const number = numberOf(wanted);
  return serviceErrorFacts.filter((error) => error.number === number || error.name?.toLowerCase() === wanted);
}

/** Hexadecimal without 0x only where a letter says so: 451 is no 0x451. */
function numberOf(text: string): number | null {
  if (/^[+-]?\d{1,10}$/.test(text)) return Number(text) < 0 ? Number(text) + 0x1_0000_0000 : Number(text);
  return /^0x[0-9a-f]{1,8}$/.test(text) || /^(?=.*[a-f])(?=.*\d)[0-9a-f]{2,8}$/.test(text)
    ? Number.parseInt(text, 16)
    : null;
}
