import type { Hresult } from '../protocol/index.ts';

/** The functions a fault can wait for: export names without the A or W suffix. */
export type FaultFunction =
  | 'HrBackupPrepare'
  | 'HrBackupGetDatabaseNames'
  | 'HrBackupOpenFile'
  | 'HrBackupRead'
  | 'HrBackupClose'
  | 'HrBackupGetBackupLogs'
  | 'HrBackupTruncateLogs'
  | 'HrBackupEnd'
  | 'HrRestorePrepare'
  | 'HrRestoreGetDatabaseLocations'
  | 'HrRestoreRegister'
  | 'HrRestoreRegisterComplete'
  | 'HrRestoreEnd'
  | 'HrSetCurrentBackupLog';

/** When a fault strikes: at the nth call (from 1), of one function or of any; or when a read would pass a byte of a file. */
export type FaultMoment =
  | { readonly kind: 'call'; readonly function: FaultFunction | 'any'; readonly nth: number }
  | { readonly kind: 'byte'; readonly fileName: string; readonly offsetBytes: number };

export type FaultAction =
  /** The call is answered with this code; the server never sees it. */
  | { readonly kind: 'return-code'; readonly code: Hresult }
  /** The client loses its connection: its contexts end as the profile says, the call and later ones fail. */
  | { readonly kind: 'lose-connection' }
  /** One bit of a file flips on the server's disk, before the call acts. */
  | { readonly kind: 'corrupt'; readonly path: string; readonly offsetBytes: number }
  /** The volume takes no further byte. */
  | { readonly kind: 'fill-disk'; readonly volume: string }
  /** The process of the service dies. */
  | { readonly kind: 'crash'; readonly service: 'information-store' | 'directory' };

export interface Fault {
  readonly when: FaultMoment;
  readonly what: FaultAction;
}

/** A fault that struck, for the trace. */
export interface FiredFault {
  readonly fault: Fault;
  readonly callNumber: number;
  readonly seconds: number;
}

const MAXIMUM_FAULTS = 1000;

/** The faults that wait on a server. Each strikes once. */
export class FaultPlan {
  readonly #waiting: Fault[] = [];
  readonly #fired: FiredFault[] = [];
  readonly #counts = new Map<string, number>();
  #callNumber = 0;

  add(fault: Fault): void {
    if (this.#waiting.length >= MAXIMUM_FAULTS) throw new RangeError(`at most ${MAXIMUM_FAULTS} faults can wait`);
    this.#waiting.push(fault);
  }

  get fired(): readonly FiredFault[] {
    return this.#fired;
  }

  get waiting(): readonly Fault[] {
    return this.#waiting;
  }

  /** Counts a call and takes the faults that strike now. `read`: the file being read and the bytes the call would pass. */
  strike(
    name: FaultFunction,
    seconds: number,
    read?: { readonly fileName: string; readonly from: number; readonly to: number },
  ): readonly Fault[] {
    this.#callNumber++;
    if (this.#waiting.length === 0) return NONE;
    // Counts start with the first waiting fault of a plan that was empty, so "the 3rd read" means: from when it was planned.
    this.#count(name);
    this.#count('any');
    const due = this.#waiting.filter(({ when }) =>
      when.kind === 'call'
        ? (when.function === name || when.function === 'any') && this.#counts.get(when.function) === when.nth
        : read !== undefined &&
          read.fileName.toLowerCase() === when.fileName.toLowerCase() &&
          when.offsetBytes >= read.from &&
          when.offsetBytes < read.to,
    );
    for (const fault of due) {
      this.#waiting.splice(this.#waiting.indexOf(fault), 1);
      this.#fired.push({ fault, callNumber: this.#callNumber, seconds });
    }
    if (this.#waiting.length === 0) this.#counts.clear();
    return due;
  }

  #count(name: string): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
  }
}

const NONE: readonly Fault[] = [];
