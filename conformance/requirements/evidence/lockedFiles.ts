import { says } from './evidence.ts';

/** What the sources say of files that cannot be deleted, renamed or opened, in our words, and where. */
export const lockedFilesEvidence = {
  'EDB-FILE-25': [
    says(
      'M-DeleteFile',
      'Remarks',
      'A read-only file is refused with ERROR_ACCESS_DENIED, and one with other open handles unless these were opened with FILE_SHARE_DELETE.',
    ),
  ],
  'EDB-FILE-26': [
    says(
      'Q213202',
      'SYMPTOMS and CAUSE',
      'The store stops with EDB 30, in which -1032 is, and 1111, when a scanner or the like keeps it from its log files.',
    ),
  ],
};
