import { eventsOfBackupPrograms } from './backupPrograms.ts';
import { eventsOfDirectory } from './directory.ts';
import { eventsOfEdb } from './edb.ts';
import { eventsOfEse97 } from './ese97.ts';
import type { EventFacts } from './eventFacts.ts';
import { eventsOfInformationStore } from './informationStore.ts';
import { eventsOfSurroundings } from './surroundings.ts';

export type { EventFacts, EventVersion } from './eventFacts.ts';

/**
 * The events of Exchange 4.0 to 5.5 that concern databases, their start, backup and restore: engines first, then services,
 * then backup programs, then what is around them. Articles often print an id without its source; such an id stands under
 * the source that other articles give it, and where none gives one, its meaning says so. What the model itself writes is
 * in `simulator/profiles`.
 */
export const eventFacts: readonly EventFacts[] = [
  ...eventsOfEdb,
  ...eventsOfEse97,
  ...eventsOfInformationStore,
  ...eventsOfDirectory,
  ...eventsOfBackupPrograms,
  ...eventsOfSurroundings,
];
