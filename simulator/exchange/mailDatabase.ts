import type { DatabaseName } from './layout.ts';

/** A database file of a service. */
export interface MailDatabase {
  readonly name: DatabaseName;
  /** Number within the log stream, from 1; it stands in log records and headers. */
  readonly id: number;
  /** Position in the service's list, from 0; the rules count so. */
  readonly index: number;
  /** Where the file is now; moving the database changes it. */
  path: string;
  /** Character in front of its path in a list. */
  readonly token: number;
}
