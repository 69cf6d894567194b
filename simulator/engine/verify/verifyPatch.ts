import { JetError } from '../../protocol/index.ts';
import { PAGE_SIZE_BYTES, SHADOWED_HEADER_SIZE_BYTES } from '../format/index.ts';
import { HEADER_PAGE_COUNT, pageIdentity } from '../pages/index.ts';
import type { FileReader, ReadProgress } from './fileReader.ts';
import { FindingList, placeAt } from './finding.ts';
import { checkHeaders } from './headerCheck.ts';
import { ImageOrder } from './imageOrder.ts';
import { PageCheck } from './pageCheck.ts';
import { type ScannedPage, scanPages } from './pageScan.ts';
import type { Image, PatchReport } from './report.ts';

const ADVICE = 'take the patch file from its backup again; without it the restore loses rows or stops';

/** Both headers and every image of a patch file. An image names its page itself; one of zeros is no image. */
export function verifyPatch(name: string, reader: FileReader, onProgress: ReadProgress): PatchReport {
  const findings = new FindingList();
  const { sizeBytes } = reader;
  const header = checkHeaders(reader, findings, JetError.JET_errBadPatchPage);
  if (header !== null && header.currentFullBackup.highGeneration === 0) {
    findings.add({
      id: 'patch-unfinished',
      place: placeAt(0),
      what: 'the header does not say which log is the last of its backup: the backup was not finished',
      advice: 'delete the file if no backup is running; it cannot be restored',
      errors: [],
    });
  }
  if (sizeBytes > SHADOWED_HEADER_SIZE_BYTES && sizeBytes % PAGE_SIZE_BYTES !== 0) {
    findings.add({
      id: 'size',
      place: placeAt(sizeBytes - (sizeBytes % PAGE_SIZE_BYTES)),
      what: `the file has ${sizeBytes} bytes, no whole number of page images`,
      advice: ADVICE,
      errors: [JetError.JET_errBadPatchPage],
    });
  }
  const order = new ImageOrder(findings, ADVICE);
  const images = new PageCheck(findings, { advice: ADVICE, error: JetError.JET_errBadPatchPage });
  scanPages(
    reader,
    HEADER_PAGE_COUNT,
    (image) => {
      const pageNumber = image.view.getUint32(image.at + 4, true);
      const state = images.check(image, pageNumber);
      if (state === 'sound') order.add(imageOf(image));
      if (state === 'zeros') images.damaged('the image is all zeros', 'page-checksum', image.slot, 0);
    },
    onProgress,
  );
  return { kind: 'patch', name, sizeBytes, ...findings, notes: [], header, images: images.facts, inside: order };
}

function imageOf({ bytes, at, slot }: ScannedPage): Image {
  return { ...pageIdentity(bytes, at), offsetBytes: slot * PAGE_SIZE_BYTES };
}
