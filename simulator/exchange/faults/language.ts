/** One form of the language: how it is written, a whole fault that uses it, and what it does. */
export interface FaultForm {
  readonly form: string;
  readonly example: string;
  readonly meaning: string;
}

/** Every form of a fault, for people; the examples are read in a test. */
export const faultLanguage: {
  readonly shape: string;
  readonly moments: readonly FaultForm[];
  readonly actions: readonly FaultForm[];
  readonly notes: readonly string[];
} = {
  shape: 'at MOMENT, ACTION [before|after]',
  moments: [
    {
      form: 'FUNCTION [N]',
      example: 'at HrBackupRead 3, return hrReadVerifyFailure',
      meaning: 'the Nth call of a function from now, its A or W form; the first without N',
    },
    {
      form: 'any call [N]',
      example: 'at any call 17, lose connection after',
      meaning: 'the Nth call from now that reaches the server, of any function',
    },
    {
      form: 'byte B of FILE',
      example: 'at byte 1048576 of priv.edb, tear page 100 of priv.edb',
      meaning: 'the read that would hand over this byte',
    },
    {
      form: 'H:MM:SS | N s',
      example: 'at 2:30:00, kill information-store',
      meaning: 'virtual time since the beginning, with or without a call',
    },
  ],
  actions: [
    {
      form: 'return CODE',
      example: 'at HrBackupTruncateLogs, return 0xC7FF000D',
      meaning: 'the caller is told this code, written as "edbproof explain" reads it',
    },
    {
      form: 'lose connection',
      example: 'at HrBackupPrepare, lose connection after',
      meaning: 'the contexts end as the profile says, and the call fails as on a dead one',
    },
    { form: 'hang', example: 'at HrBackupTruncateLogs, hang', meaning: 'the call never comes back' },
    {
      form: 'shorten to N',
      example: 'at HrBackupRead 3, shorten to 4096',
      meaning: 'the read hands over at most N bytes, although there are more',
    },
    {
      form: 'kill client',
      example: 'at HrBackupClose 2, kill client',
      meaning: "the client's process dies in the call",
    },
    {
      form: 'kill SERVICE',
      example: 'at HrBackupRead 8, kill information-store',
      meaning: 'the process of information-store or directory dies',
    },
    {
      form: 'corrupt page P of FILE',
      example: 'at HrBackupRead 5, corrupt page 120 of priv.edb',
      meaning: 'one bit of a page flips on the disk',
    },
    {
      form: 'corrupt byte B of FILE',
      example: 'at HrBackupGetBackupLogs, corrupt byte 4711 of edb00001.log after',
      meaning: 'one bit of a byte flips on the disk',
    },
    {
      form: 'tear page P of FILE',
      example: 'at HrBackupPrepare, tear page 64 of D:\\exchsrvr\\mdbdata\\priv.edb',
      meaning: 'the last sectors of the page were never written',
    },
    {
      form: 'tear FILE at byte B',
      example: 'at 90 s, tear edb.log at byte 10000',
      meaning: 'from the sector of the byte to the end of its 4096 nothing was written',
    },
    {
      form: 'blank page P of FILE',
      example: 'at 90 s, blank page 40 of priv.edb',
      meaning: 'nothing but zeros is left of the page',
    },
    {
      form: 'fail new log of SERVICE with ERROR',
      example: 'at 0:30:00, fail new log of information-store with JET_errFileNotFound',
      meaning: 'the next log of the service cannot be made, and it stops (Q196217)',
    },
    {
      form: 'fill disk D:',
      example: 'at HrBackupOpenFile, fill disk D:',
      meaning: 'the volume takes no further byte',
    },
    { form: 'free disk D:', example: 'at any call 40, free disk D:', meaning: 'the volume is as large as ever again' },
  ],
  notes: [
    '"before": the server has not seen the call yet; it never sees it when the fault answers the call, lets it hang or kills the client. This is meant without a word.',
    '"after": the server has acted, and its answer has not arrived. A time has no side.',
    'A fault strikes once. Faults at one moment strike in the order in which they were planned.',
    'Words, services, drives and files may be written in any letter case, functions only as in the header. A file is a name or a full path; quotes keep blanks together.',
  ],
};
