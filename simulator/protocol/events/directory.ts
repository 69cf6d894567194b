import { eventsOf, shownEvent } from './eventFacts.ts';

/** The directory: what concerns its database, its start, backup and restore. */
export const eventsOfDirectory = eventsOf('MSExchangeDS', [
  shownEvent(
    1002,
    '4.0 5.0 5.5',
    'The database could not be initialized; the directory cannot go on. The error is a signed number.',
    'Q166335, Q188674, Q196159, Q238063, Q240789, Q247770, Q253309, Q262371, Q262374, Q263548, Q267987, Q268577, Q301505, Q311396',
    '1, -510, -528, -550, -1008, -1022, -1032, -1507, -1811, -1911',
  ),
  shownEvent(1016, '5.5', 'A parameter is missing in the registry; 1002 with error 1 follows.', 'Q263548'),
  shownEvent(
    1107,
    '4.0 5.0 5.5',
    'The directory was restored and first takes over what all others have. The article prints no source.',
    'Q178304',
  ),
  shownEvent(
    1108,
    '4.0 5.0 5.5',
    'The directory has taken over what the others had, after a restore. The article prints no source.',
    'Q178304',
  ),
  shownEvent(1113, '4.0 5.0 5.5', 'The disk of the logs is full; the directory is being stopped.', 'Q163913', '-529'),
  shownEvent(
    1166,
    '4.0 5.0 5.5',
    'An error has occurred, with a number for its place. One article prints the source ESE97.',
    'Q174176, Q182513, Q240789, Q253309, Q301505, Q317656',
    '1, 8, -510, -1811, -1911',
  ),
  shownEvent(
    1171,
    '4.0 5.0 5.5',
    'An exception, with two parameters and a number for its place; e0010004 carries an error of the engine.',
    'Q155522, Q157010, Q166544, Q166578, Q169200, Q176459, Q179927, Q247654, Q267987, Q271542',
    '1006, -510, -1026, -1069, -1109, -1603, e0010004, c0000005',
  ),
  shownEvent(
    1173,
    '4.0 5.0 5.5',
    'A privileged operation failed, as on a directory that is busy after its restore.',
    'Q160850, Q286216',
    'DS_E_BUSY',
  ),
  shownEvent(
    1196,
    '4.0 5.0 5.5',
    'The restored database could not be recovered; the directory cannot go on. The code has no 0x.',
    'Q181795, Q247769',
    'c7ff0007, c8000212',
  ),
  shownEvent(
    1224,
    '4.0 5.0 5.5',
    'Another server knows of later changes than the restored directory has.',
    'Q174165, Q201414, Q243438',
  ),
]);
