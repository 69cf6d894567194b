import type { StepName } from './schema/index.ts';

/** An expectation that was not met. */
export interface Unmet {
  readonly expected: string;
  readonly seen: string;
  /** How to look further. */
  readonly hint: string;
}

/** What a run tells while it goes on. One object is one line of `--json`. */
export type RunEvent =
  | {
      readonly event: 'begin';
      readonly scenario: string;
      readonly file: string;
      readonly why: string;
      readonly articles: readonly string[];
      readonly profile: string;
      readonly seed: number;
    }
  | { readonly event: 'note'; readonly step: number; readonly level: 'info' | 'warning'; readonly text: string }
  /** A fault struck, in the step that is under way; 0 is before the first. */
  | {
      readonly event: 'fault';
      readonly step: number;
      readonly fault: string;
      /** The call that it struck in, null between calls. */
      readonly call: { readonly function: string; readonly number: number } | null;
      /** Since the beginning of the scenario: h:mm:ss. */
      readonly time: string;
      readonly withoutEffect: string | null;
      readonly text: string;
    }
  /** Faults that still waited at the end, a line each. */
  | { readonly event: 'never-struck'; readonly faults: readonly string[] }
  | {
      readonly event: 'step';
      /** From 1. */
      readonly step: number;
      readonly name: StepName;
      /** Line in the scenario file, from 1. */
      readonly line: number;
      readonly text: string;
      readonly unmet: readonly Unmet[];
    }
  | {
      readonly event: 'verdict';
      readonly scenario: string;
      readonly met: boolean;
      readonly interrupted: boolean;
      /** Of all steps, and those that only the end shows. */
      readonly unmetCount: number;
      /** Those that only the end shows: a loss that no step expects, faults that came to nothing. */
      readonly unmet: readonly Unmet[];
      readonly text: string;
    };

/** What a step has to say for itself. */
export interface StepReport {
  readonly text: string;
  readonly unmet: readonly Unmet[];
}

export const plain = (text: string): StepReport => ({ text, unmet: [] });
