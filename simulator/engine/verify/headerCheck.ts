import { JetError, type JetErrorNumber } from '../../protocol/index.ts';
import { LayeredFile } from '../disk/index.ts';
import {
  checksumMatches,
  type DatabaseHeader,
  PAGE_SIZE_BYTES,
  readShadowedDatabaseHeader,
  SHADOWED_HEADER_SIZE_BYTES,
} from '../format/index.ts';
import { type FileReader, readStart } from './fileReader.ts';
import { type Finding, type FindingList, placeAt } from './finding.ts';
import { checksumText } from './pageCheck.ts';
import { firstDifference } from './twoCopies.ts';

const REPAIR = 'the engine writes it anew from the other copy when it opens the file; until then nothing is lost';

/**
 * Reads the header of a database or patch file by the rule for shadowed headers, and says what is wrong with each copy.
 * `error` is the engine's answer when neither can be used, where it is not that of a database.
 */
export function checkHeaders(
  reader: FileReader,
  findings: FindingList,
  error: JetErrorNumber | null = null,
): DatabaseHeader | null {
  const bytes = readStart(reader, SHADOWED_HEADER_SIZE_BYTES);
  const read = readShadowedDatabaseHeader(new LayeredFile(reader));
  if (read.kind === 'failed') {
    findings.add({
      id: 'header',
      place: placeAt(0),
      what: 'neither the header nor its shadow can be used',
      advice: 'restore the file from a backup',
      errors: [error ?? read.error],
    });
    return null;
  }
  if (read.damaged === 'primary') findings.add(damagedCopy('header', 'the header', bytes, 0));
  if (read.damaged === 'shadow') findings.add(shadowFinding(bytes));
  return read.header;
}

function shadowFinding(bytes: Uint8Array): Finding {
  if (bytes.length < SHADOWED_HEADER_SIZE_BYTES) {
    return {
      id: 'size',
      place: placeAt(bytes.length),
      what: `the file ends with ${bytes.length} bytes, before the end of the shadow of its header`,
      advice: 'put back a whole copy of it',
      errors: [JetError.JET_errDatabaseCorrupted],
    };
  }
  if (!checksumMatches(bytes, PAGE_SIZE_BYTES)) {
    return damagedCopy('header-shadow', 'the shadow of the header', bytes, PAGE_SIZE_BYTES);
  }
  return {
    id: 'header-copies-differ',
    place: placeAt(firstDifference(bytes)),
    what: 'the header and its shadow are sound, and differ: a write stopped between the two',
    advice: 'the engine takes the header and writes the shadow anew; nothing is to be done',
    errors: [],
  };
}

function damagedCopy(id: 'header' | 'header-shadow', name: string, bytes: Uint8Array, offset: number): Finding {
  const what = checksumMatches(bytes, offset)
    ? `${name} has a right checksum and is no header`
    : `${name} is damaged: ${checksumText(bytes, offset)}`;
  return { id, place: placeAt(offset), what, advice: REPAIR, errors: [] };
}
