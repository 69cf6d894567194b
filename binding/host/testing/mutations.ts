import type { SeededRandom } from '../../../simulator/exchange/index.ts';
import { functionInfos } from '../../../simulator/protocol/index.ts';
import { encodeCall } from '../encodeCall.ts';
import { outPointers } from '../request.ts';
import { LENGTH_SIZE_BYTES } from '../wire.ts';
import { helloFrame } from '../wireClient.ts';
import { TOKEN } from './hosted.ts';

/** Numbers at which parsers break. */
const edges = [
  0, 1, 2, 3, 0x7f, 0xff, 0x100, 0x7fff, 0x8001, 0xffff, 0x4_0000, 0x4_0001, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff,
];

const bytesOf = (random: SeededRandom, size: number): Uint8Array =>
  Uint8Array.from({ length: size }, () => 1 + random.next(255));

const textOf = (random: SeededRandom): string =>
  String.fromCharCode(...Array.from({ length: random.next(20) }, () => 1 + random.next(0xffff)));

const edge = (random: SeededRandom): number => edges[random.next(edges.length)] ?? 0;

function valueFor(random: SeededRandom, functionName: string, cType: string): unknown {
  const isNull = random.next(8) === 0;
  const row = (text: () => unknown) => ({ databaseName: text(), newDatabaseName: text() });
  const ansi = () => (random.next(8) === 0 ? null : bytesOf(random, random.next(30)));
  const wide = () => (random.next(8) === 0 ? null : textOf(random));
  switch (cType) {
    case 'char *':
      return ansi();
    case 'WCHAR *':
      return wide();
    case 'HBC':
      return BigInt(edge(random));
    case 'EDB_RSTMAPA *':
      return Array.from({ length: random.next(4) }, () => row(ansi));
    case 'EDB_RSTMAPW *':
      return Array.from({ length: random.next(4) }, () => row(wide));
    case 'PVOID':
      if (functionName === 'I_HrCheckBackupLogs' || functionName === 'I_HrRestoreW') return BigInt(edge(random));
      return isNull ? null : new Uint8Array(0);
    case 'DWORD':
      // Sizes of reads: mostly small ones, so that most of the time goes into the parser.
      return functionName === 'HrBackupRead' && random.next(50) > 0 ? random.next(2048) : edge(random);
    default:
      return edge(random);
  }
}

/** A call that keeps to the protocol. */
export function soundCall(random: SeededRandom, sequence: number): Uint8Array {
  const functionNumber = 1 + random.next(functionInfos.length);
  const info = functionInfos[functionNumber - 1];
  if (info === undefined) throw new Error(`function ${functionNumber} is missing`);
  const missingBits = random.next(10) === 0 ? random.next(1 << outPointers(info).length) : 0;
  const travelling = info.parameters.filter(
    ({ direction, cType }) => (direction === 'in' || cType === 'PVOID') && cType !== 'C',
  );
  const values = travelling.map(({ cType }) => valueFor(random, info.name, cType));
  const head = { functionNumber, missingBits, sequence, threadId: random.next(9) };
  return encodeCall(info, head, values, () => random.next(5));
}

/** A HELLO: nearly always sound, and with the right token only when asked for. */
export const soundHello = (random: SeededRandom, isToken: boolean): Uint8Array =>
  helloFrame({
    token: isToken ? TOKEN : TOKEN.slice(0, random.next(TOKEN.length)),
    platform: 1 + random.next(3),
    processId: random.next(0x7fff_ffff),
    codePage: edge(random) & 0xffff,
    computerName: ['', 'AGENT', 'X'.repeat(300)][random.next(3)] ?? '',
  });

/** Damages a frame in one of the ways in which streams and liars damage frames. */
export function damaged(random: SeededRandom, frame: Uint8Array, other: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(frame);
  const view = new DataView(copy.buffer);
  const at = random.next(copy.length);
  switch (random.next(8)) {
    case 0:
      copy[at] = (copy[at] ?? 0) ^ (1 << random.next(8));
      return copy;
    case 1:
      return copy.subarray(0, at);
    case 2:
      view.setUint32(0, edge(random), true);
      return copy;
    case 3:
      if (copy.length >= LENGTH_SIZE_BYTES + 4) view.setUint32(Math.min(at, copy.length - 4), edge(random), true);
      return copy;
    case 4:
      return Buffer.concat([copy.subarray(0, at), bytesOf(random, 1 + random.next(40)), copy.subarray(at)]);
    case 5:
      return Buffer.concat([copy.subarray(0, at), other.subarray(random.next(other.length))]);
    case 6:
      // A part is missing in the middle, and the length is right for it.
      return withLength(Buffer.concat([copy.subarray(0, at), copy.subarray(at + random.next(copy.length - at))]));
    default:
      return withLength(bytesOf(random, LENGTH_SIZE_BYTES + random.next(80)));
  }
}

function withLength(frame: Uint8Array): Uint8Array {
  if (frame.length <= LENGTH_SIZE_BYTES) return frame;
  new DataView(frame.buffer, frame.byteOffset).setUint32(0, frame.length - LENGTH_SIZE_BYTES, true);
  return frame;
}
