import { says } from './evidence.ts';

/** What the sources say of starts that end, in our words, and where. */
export const startsEvidence = {
  'EDB-FILE-22': [
    says(
      'Q260230',
      'SYMPTOMS, CAUSE and RESOLUTION',
      'A wrong DB Path gives 145 with e:\\exchsrvr\\mdbdata in it, 1120 and 5000 in words, and 4294966090; the cure is the full path of the database.',
    ),
  ],
  'EDB-FILE-23': [
    says(
      'Q185008',
      'SYMPTOMS, CAUSE and MORE INFORMATION',
      'After an offline restore of a store that is not of 5.5: 4294966090, which is -1206, with 5000 and 1120 in words.',
    ),
    says(
      'Q246207',
      'SYMPTOMS and CAUSE',
      'Store or directory answer -1206 when the database is of another version, such as one of 5.0 under 5.5, and not damaged.',
    ),
    says(
      'Q233295',
      'SYMPTOMS and CAUSE',
      '-1206 may be a database of 5.0 under 5.5, a damaged one, or one that another process holds.',
    ),
  ],
  'EDB-FILE-24': [
    says(
      'Q148645',
      'SYMPTOMS and CAUSE',
      'Edbutil or eseutil ends with -1032 when the service of the database was not stopped; rights and attributes may cause it too.',
    ),
  ],
  'EDB-KEY-14': [
    says(
      'Q224977',
      'SYMPTOMS; RESOLUTION, third method, step 2',
      '1081 and 5000 with 0xfffffa7a after a restore; the flag of the key becomes 01, patch pages applied, although the start is likely to fail again.',
    ),
  ],
} as const;
