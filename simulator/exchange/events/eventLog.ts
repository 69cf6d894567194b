import type { EventName, Profile } from '../../profiles/index.ts';

export interface EventRecord {
  /** Counts from 1; never reused, also when old records were dropped. */
  readonly number: number;
  readonly seconds: number;
  readonly source: string;
  /** The event id; 0 where no published source gives one. */
  readonly id: number;
  readonly name: EventName;
  readonly text: string;
}

/** The log keeps this many records; older ones are dropped, as a full NT event log does. */
const MAXIMUM_EVENTS = 10_000;

/** The application event log of a server. Ids and sources are the profile's. */
export class EventLog {
  readonly #profile: () => Profile;
  readonly #nowSeconds: () => number;
  readonly #records: EventRecord[] = [];
  #count = 0;

  constructor(profile: () => Profile, nowSeconds: () => number) {
    this.#profile = profile;
    this.#nowSeconds = nowSeconds;
  }

  /** `source`: the service's own name, for events that a service logs and not its engine. */
  write(name: EventName, text: string, service: 'MSExchangeIS' | 'MSExchangeDS'): void {
    const identity = this.#profile().events[name];
    if (identity === null) return;
    const { source, id } = identity;
    const isServiceEvent = source === 'MSExchangeIS';
    this.#records.push({
      number: ++this.#count,
      seconds: this.#nowSeconds(),
      source: isServiceEvent ? service : source,
      id: isServiceEvent && service === 'MSExchangeDS' ? (DIRECTORY_EVENT_IDS[name] ?? 0) : id,
      name,
      text,
    });
    if (this.#records.length > MAXIMUM_EVENTS) this.#records.shift();
  }

  get records(): readonly EventRecord[] {
    return this.#records;
  }
}

/** Ids of the directory: 1002 and 1196 for what the store logs as 5000 and 1081 (edbbcli.md 2.5); 1113 is the same (Q163913); 1171 for 1111 (Q267987). */
const DIRECTORY_EVENT_IDS: Partial<Record<EventName, number>> = {
  'log-disk-full': 1113,
  'log-write-failed': 1171,
  'service-start-failed': 1002,
  'restored-database-not-recovered': 1196,
};
