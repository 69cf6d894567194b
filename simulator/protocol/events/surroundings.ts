import { eventsOf, shownEvent } from './eventFacts.ts';

const ofServiceControlManager = eventsOf('Service Control Manager', [
  shownEvent(7000, '4.0 5.0 5.5', 'A service did not start.', 'Q184205, Q260698, Q272981, Q318746'),
  shownEvent(7001, '4.0 5.0 5.5', 'A service needs another, which did not start.', 'Q260698, Q274814'),
  shownEvent(7009, '4.0 5.0 5.5', 'A service did not answer in time.', 'Q184205, Q288952'),
  shownEvent(7013, '5.5', 'A service could not log on.', 'Q272981, Q274814'),
  shownEvent(
    7024,
    '4.0 5.0 5.5',
    'A service ended with a service-specific error, an unsigned number.',
    'Q184209, Q231439, Q246272, Q251173, Q260230, Q280770',
    '1012, 1276, 4294966090, 4294966277, 4294966767',
  ),
]);

const ofSystemAttendant = eventsOf('MSExchangeSA', [
  shownEvent(
    1005,
    '4.0 5.0 5.5',
    'An unexpected error: the store cannot be reached, as when it did not start.',
    'Q163139, Q170491, Q184205, Q233400, Q275602',
    '0xc0040000',
  ),
]);

const ofDirectorySynchronization = eventsOf('MSExchangeDX', [
  shownEvent(
    249,
    '4.0 5.0 5.5',
    'Directory synchronization could not make its database.',
    'Q153658, Q169677, Q224991',
    '-1201',
  ),
]);

const ofEventService = eventsOf('MSExchangeES', [
  shownEvent(5, '5.5', 'An unexpected error of MAPI.', 'Q299676, Q314148', '0x80004005'),
  shownEvent(7, '5.5', 'An unexpected error, after the store had stopped.', 'Q275602', '0x80040115'),
  shownEvent(15, '5.5', 'An agent could not be run at its time.', 'Q196043', '0x8004011d'),
]);

const ofCluster = eventsOf('ClusSvc', [
  shownEvent(1024, '5.5', 'A key of the registry could not be put back as the cluster keeps it.', 'Q188674, Q316772'),
  shownEvent(1042, '5.5', 'A service that the cluster runs failed.', 'Q188674'),
]);

/** What else writes to the event log when a store or a directory does not start, or comes back from a backup. */
export const eventsOfSurroundings = [
  ...ofServiceControlManager,
  ...ofSystemAttendant,
  ...ofDirectorySynchronization,
  ...ofEventService,
  ...ofCluster,
];
