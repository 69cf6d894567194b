import type { ExchangeServer } from '../../simulator/exchange/index.ts';
import type { RunEvent, Unmet } from '../runner/index.ts';

/** What came of a scenario. */
export interface ScenarioResult {
  /** What the scenario calls itself. */
  readonly name: string;
  /** Product version that it was played on: `exchange-5.5`, or one with the name of a profile file behind a plus sign. */
  readonly profile: string;
  readonly seed: number;
  /** Every expectation was met, and nothing was interrupted. */
  readonly met: boolean;
  readonly interrupted: boolean;
  /** The verdict in words: what came back, what was lost. */
  readonly text: string;
  /** Those that were played, in their order; steps for other products are left out. */
  readonly steps: readonly PlayedStep[];
  /** Every expectation that was not met: those of the steps, then those that only the end shows. */
  readonly unmet: readonly UnmetExpectation[];
  /** Everything that was told while it was played, as `edbproof play --json` prints it. */
  readonly events: readonly RunEvent[];
  /** Finished backup sets, by name. */
  readonly sets: readonly TakenSet[];
  /** The server as the scenario leaves it: `eventLog`, `services`, `disk`, `registry`. */
  readonly server: ExchangeServer;
  /**
   * SHA-256, in hexadecimal, over all that was told and over the manifests of the sets, which hold the sums of their files.
   * The same scenario, profile, seed, faults and version of edbproof give the same digest on every machine.
   */
  readonly digest: string;
}

export interface PlayedStep {
  /** In the scenario, from 1. */
  readonly number: number;
  /** `backup`, `restore`, `expect`: the key of the step. */
  readonly name: string;
  /** Line in the scenario, from 1. */
  readonly line: number;
  /** What happened, in one line. */
  readonly text: string;
  readonly unmet: readonly Unmet[];
}

/** An expectation that was not met: what was expected, what was seen, and how to look further. */
export interface UnmetExpectation extends Unmet {
  /** Number of the step, from 1; null for what only the end shows. */
  readonly step: number | null;
}

/** A backup set, as its manifest describes it. */
export interface TakenSet {
  readonly name: string;
  /** Its folder; null where no folder was asked for: the set is gone when the result is there. */
  readonly path: string | null;
  readonly kind: 'full' | 'incremental' | 'differential' | 'copy';
  readonly server: string;
  /** Which service: `Exchange MDB Database`, `Exchange DS Database`. */
  readonly annotation: string;
  /** ISO 8601, in the time of the scenario. */
  readonly takenAt: string;
  /** Lowest and highest log in it; null without logs. */
  readonly lowGeneration: number | null;
  readonly highGeneration: number | null;
  readonly files: readonly TakenFile[];
}

export interface TakenFile {
  /** In the folder of the set. */
  readonly name: string;
  /** As the server listed it. */
  readonly originalPath: string;
  readonly sizeBytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}
