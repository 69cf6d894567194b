import { ByteReader, ByteWriter } from './bytes.ts';
import {
  FrameKind,
  type ShimPlatform,
  shimPlatforms,
  WelcomeStatus,
  type WelcomeStatusNumber,
  WIRE_MAGIC,
  WIRE_VERSION,
} from './wire.ts';

export interface Hello {
  readonly platform: ShimPlatform;
  readonly processId: number;
  /** 0: a new client. */
  readonly clientId: bigint;
  /** null: not told. */
  readonly codePage: number | null;
  readonly token: string;
  /** null: not told. */
  readonly computerName: string | null;
}

export type HelloReading =
  | { readonly kind: 'hello'; readonly hello: Hello }
  | { readonly kind: 'wrong-version'; readonly version: number }
  /** Not answered. */
  | { readonly kind: 'malformed'; readonly problem: string };

/** Reads the first body of a connection. What follows the version is only looked at when the version is ours. */
export function readHello(body: Uint8Array): HelloReading {
  const reader = new ByteReader(body);
  const kind = reader.u8();
  const magic = Buffer.from(reader.bytes(WIRE_MAGIC.length)).toString('latin1');
  const version = reader.u16();
  if (kind !== FrameKind.hello || magic !== WIRE_MAGIC) {
    return { kind: 'malformed', problem: 'the first frame is no HELLO of edbproof' };
  }
  if (version !== WIRE_VERSION) return { kind: 'wrong-version', version };
  const platform = platformOf(reader.u8());
  if (reader.u8() !== 0) reader.fail('a byte that must be 0 and is not');
  const processId = reader.u32();
  const clientId = reader.u64();
  const codePage = reader.u16();
  const token = reader.shortText();
  const computerName = reader.shortText();
  if (platform === null) reader.fail('a platform that does not exist');
  const problem = reader.finish();
  if (problem !== null || platform === null) return { kind: 'malformed', problem: `HELLO: ${problem}` };
  return {
    kind: 'hello',
    hello: {
      platform,
      processId,
      clientId,
      codePage: codePage === 0 ? null : codePage,
      token,
      computerName: computerName === '' ? null : computerName,
    },
  };
}

const platformOf = (number: number): ShimPlatform | null =>
  number === 1 || number === 2 || number === 3 ? shimPlatforms[number] : null;

/** The answer to a HELLO, for the shim and, in `reason`, for a person. */
export const welcomeFrame = (status: WelcomeStatusNumber, clientId: bigint, reason: string): Uint8Array =>
  new ByteWriter()
    .u8(FrameKind.welcome)
    .u8(status)
    .u16(WIRE_VERSION)
    .u64(status === WelcomeStatus.welcome ? clientId : 0n)
    .shortText(reason)
    .frame();
