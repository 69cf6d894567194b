import type { FileReader, ReadProgress } from './fileReader.ts';
import { identify } from './identify.ts';
import type { FileReport } from './report.ts';
import { verifyCheckpoint } from './verifyCheckpoint.ts';
import { verifyDatabase } from './verifyDatabase.ts';
import { verifyLog } from './verifyLog.ts';
import { verifyPatch } from './verifyPatch.ts';
import { verifyReserve } from './verifyReserve.ts';

/**
 * Verifies one file by itself, whatever it is. Its name, with or without folders, says which generation a log should be,
 * and what a file is whose contents cannot say so. What other files say about it: crossCheck.
 */
export function verifyFile(name: string, reader: FileReader, onProgress: ReadProgress = () => {}): FileReport {
  const identity = identify(name, reader);
  switch (identity.kind) {
    case 'database':
      return verifyDatabase(name, reader, onProgress);
    case 'patch':
      return verifyPatch(name, reader, onProgress);
    case 'log':
      return verifyLog(name, reader, onProgress);
    case 'checkpoint':
      return verifyCheckpoint(name, reader);
    case 'reserve':
      return verifyReserve(name, reader);
    case 'unusable': {
      const { sizeBytes } = reader;
      return { kind: 'unusable', name, sizeBytes, findings: [], findingCount: 0, notes: [], reason: identity.reason };
    }
  }
}
