import { says } from './evidence.ts';

/** What the sources say of the settings of facets about recovery after a restore, in our words, and where. */
export const restoreFacetEvidence = {
  'circular-logging-mismatch = fails-with-2 @ exchange-5.0': [
    says(
      'Q175469',
      'SYMPTOMS and CAUSE',
      'Error 2, event 1081, when circular logging is on where it is restored and off where it was backed up; only this way round.',
    ),
    says(
      'Q175469',
      'WORKAROUND',
      'Turn circular logging off on the restore server, or delete the key Restore in Progress.',
    ),
  ],
  'missing-restored-log = hrFileNotFound @ exchange-5.5': [
    says(
      'Q192657',
      'SYMPTOMS and CAUSE',
      'Event 1080 with 0xc8000713 when a required log is missing after a restore; the file is not named.',
    ),
  ],
  'log-gap-event = none @ exchange-5.5': [
    says(
      'Q192657',
      'CAUSE',
      'Event 1080 does not say which file is missing; the change of Ese.dll brings the event that does.',
    ),
  ],
  'log-gap-event = event-199 @ exchange-5.5-sp2': [
    says(
      'Q192657',
      'Keyword(s), RESOLUTION and MORE INFORMATION',
      'From Ese.dll 5.5.2389.0 on event 199 of ESE97 names the log; marked as a fix of SP2.',
    ),
    says('Q242222', 'list of fixes', 'Q192657 is among what Service Pack 2 of 5.5 mends.'),
  ],
  'foreign-current-log = hrBadLogSignature @ exchange-5.5': [
    says(
      'Q247769',
      'SYMPTOMS and CAUSE',
      'Directory on a recovery or test server: an Edb.log made during the restore disturbs recovery; 124 with -530, 1196 with c8000212.',
    ),
  ],
  'held-database = passed-over @ exchange-5.5': [
    says(
      'Q242063',
      'SYMPTOMS',
      '-1032 is not handled: logs are played on, the checkpoint moves, event 110 follows, and the start then fails with 1120 and 5000.',
    ),
  ],
} as const;
