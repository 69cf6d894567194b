/** The numbers of binding/WIRE.md. */

export const WIRE_MAGIC = 'EDBPROOF';
export const WIRE_VERSION = 2;

/** First byte of a body. */
export const FrameKind = { hello: 0x01, welcome: 0x81, call: 0x02, reply: 0x82 } as const;

/** Second byte of a WELCOME. */
export const WelcomeStatus = {
  welcome: 0,
  wrongToken: 1,
  wrongVersion: 2,
  tooMany: 3,
  noSuchClient: 4,
} as const;
export type WelcomeStatusNumber = (typeof WelcomeStatus)[keyof typeof WelcomeStatus];

/** Where a shim runs, by its number in HELLO. */
export const shimPlatforms = { 1: 'linux-x64', 2: 'win32-x86', 3: 'win32-x64' } as const;
export type ShimPlatform = (typeof shimPlatforms)[keyof typeof shimPlatforms];

export const LENGTH_SIZE_BYTES = 4;
/** Longest bodies, from the shim and from the host. */
export const MAXIMUM_REQUEST_SIZE_BYTES = 262_144;
export const MAXIMUM_REPLY_SIZE_BYTES = 67_108_928;
/** A read beyond this is answered NOT_MODELLED: its data would not fit into a reply. */
export const MAXIMUM_READ_SIZE_BYTES = 67_108_864;
export const MAXIMUM_TEXT_SIZE_BYTES = 32_768;
export const MAXIMUM_MAP_ROWS = 256;

/** Kind, function, 0, sequence and code: what every REPLY begins with. */
export const REPLY_HEAD_SIZE_BYTES = 12;

/** The length of a text that was NULL. */
export const NULL_TEXT = 0xffff_ffff;
/** The number of a list that no list function returned. */
export const FOREIGN_LIST = 0xffff_ffff;

/** How long a new connection may take to say HELLO. */
export const HELLO_LIMIT_MILLISECONDS = 5_000;
export const MAXIMUM_CONNECTIONS_PER_CLIENT = 64;
export const MAXIMUM_CLIENTS = 256;

/** Every library of ours contains these ASCII bytes: so a stranger's is known from ours before it is replaced. */
export const SHIM_MARKER = 'edbproof shim';
