import { type EngineCodeFacts, engineCode } from '../codeFacts.ts';

/**
 * Numbers that EDBMSG.H has and Q177761 has not: by the header's names (dialects.md a4).
 */
export const headerCodes = {
  hrBFPageNotFound: engineCode(201, 'A page is not in the buffer pool.'),
  hrSessionWriteConflict: engineCode(-1107, 'Another session holds a private version of the page.'),
  hrCannotRename: engineCode(-1306, 'A temporary file cannot be renamed.'),
  hrIndexHasClustered: engineCode(-1408, 'The table has a clustered index already.'),
  hrCreateIndexFailed: engineCode(1409, 'Building the index failed half-way.'),
  hrColumnCannotIndex: engineCode(-1513, 'A long value cannot be indexed.'),
} as const satisfies Readonly<Record<string, EngineCodeFacts>>;
