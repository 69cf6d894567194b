import { LOG_FILE_SIZE_BYTES } from '../format/index.ts';
import type { FileReader } from './fileReader.ts';
import { FindingList, placeAt } from './finding.ts';
import type { ReserveReport } from './report.ts';

/** A reserve log, or the next log in the making: as large as a log, and no more can be said (ese-engine.md 1.1). */
export function verifyReserve(name: string, reader: FileReader): ReserveReport {
  const findings = new FindingList();
  const { sizeBytes } = reader;
  if (sizeBytes !== LOG_FILE_SIZE_BYTES) {
    findings.add({
      id: 'size',
      place: placeAt(Math.min(sizeBytes, LOG_FILE_SIZE_BYTES)),
      what: `the file has ${sizeBytes} bytes and a log has ${LOG_FILE_SIZE_BYTES}`,
      advice: 'delete it; the engine makes it anew at its next start',
      errors: [],
    });
  }
  return { kind: 'reserve', name, sizeBytes, ...findings, notes: ['its contents mean nothing'] };
}
