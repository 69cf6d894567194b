import { JetError } from '../../protocol/index.ts';
import { CHECKPOINT_FILE_SIZE_BYTES, checksumMatches, decodeCheckpoint, PAGE_SIZE_BYTES } from '../format/index.ts';
import { type FileReader, readStart } from './fileReader.ts';
import { FindingList, placeAt } from './finding.ts';
import { checksumText } from './pageCheck.ts';
import type { CheckpointReport } from './report.ts';
import { firstDifference } from './twoCopies.ts';

const DELETE = 'delete the file: recovery then replays every log there is, which takes longer and loses nothing';

/** Both copies of a checkpoint. */
export function verifyCheckpoint(name: string, reader: FileReader): CheckpointReport {
  const findings = new FindingList();
  const { sizeBytes } = reader;
  const bytes = readStart(reader, CHECKPOINT_FILE_SIZE_BYTES);
  if (sizeBytes !== CHECKPOINT_FILE_SIZE_BYTES) {
    findings.add({
      id: 'size',
      place: placeAt(Math.min(sizeBytes, CHECKPOINT_FILE_SIZE_BYTES)),
      what: `the file has ${sizeBytes} bytes and a checkpoint has ${CHECKPOINT_FILE_SIZE_BYTES}`,
      advice: DELETE,
      errors: [],
    });
  }
  const primary = decodeCheckpoint(bytes, 0);
  const shadow = decodeCheckpoint(bytes, PAGE_SIZE_BYTES);
  const checkpoint = primary ?? shadow;
  const hasShadow = bytes.length === CHECKPOINT_FILE_SIZE_BYTES;
  if (checkpoint === null) {
    findings.add({
      id: 'header',
      place: placeAt(0),
      what: `no copy of the checkpoint can be used: ${whyNot(bytes, 0)}`,
      advice: DELETE,
      errors: [JetError.JET_errCheckpointCorrupt],
    });
  } else if (primary === null) {
    addCopy(findings, 'header', `the checkpoint is damaged: ${whyNot(bytes, 0)}`, 0);
  } else if (shadow === null && hasShadow) {
    const what = `the shadow of the checkpoint is damaged: ${whyNot(bytes, PAGE_SIZE_BYTES)}`;
    addCopy(findings, 'header-shadow', what, PAGE_SIZE_BYTES);
  } else if (hasShadow && firstDifference(bytes) >= 0) {
    addCopy(findings, 'header-copies-differ', 'the checkpoint and its shadow are sound, and differ', PAGE_SIZE_BYTES);
  }
  return { kind: 'checkpoint', name, sizeBytes, ...findings, notes: [], checkpoint };
}

function addCopy(
  findings: FindingList,
  id: 'header' | 'header-shadow' | 'header-copies-differ',
  what: string,
  offset: number,
): void {
  const advice = 'the engine uses the sound copy and writes both anew; nothing is to be done';
  findings.add({ id, place: placeAt(offset), what, advice, errors: [] });
}

function whyNot(bytes: Uint8Array, offset: number): string {
  return checksumMatches(bytes, offset) ? 'what it says makes no sense' : checksumText(bytes, offset);
}
