import type { VirtualDisk } from '../engine/index.ts';
import type { Profile } from '../profiles/index.ts';
import type { decideByProfile } from '../rules/index.ts';
import type { EventLog } from './events/index.ts';
import type { FileLocks } from './fileLocks.ts';
import type { Registry } from './registry/index.ts';
import type { SeededRandom } from './seededRandom.ts';
import type { VirtualClock } from './virtualClock.ts';

/** What the services of one server share. */
export interface ServerContext {
  readonly name: string;
  readonly profile: Profile;
  /** The Enterprise Edition of 5.5 has stores without a limit (Q185457). */
  readonly edition: 'standard' | 'enterprise';
  readonly clock: VirtualClock;
  readonly random: SeededRandom;
  readonly disk: VirtualDisk;
  readonly registry: Registry;
  readonly eventLog: EventLog;
  readonly fileLocks: FileLocks;
  /** The rules; another function only in tests of the projection check. */
  readonly decide: typeof decideByProfile;
  /** Hold the rules against the engine after every step. */
  readonly checkProjection: boolean;
}
