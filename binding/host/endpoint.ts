import { isIP } from 'node:net';

/** Where a host listens: on this machine and nowhere else. */
export type Endpoint =
  | { readonly kind: 'tcp'; readonly address: string; readonly port: number }
  | { readonly kind: 'unix'; readonly path: string };

export type EndpointReading =
  | { readonly ok: true; readonly endpoint: Endpoint }
  /** One sentence without a full stop. */
  | { readonly ok: false; readonly problem: string };

/** sun_path of Linux has 108 bytes with its NUL. */
const MAXIMUM_SOCKET_PATH_BYTES = 107;

/** Reads `tcp:127.0.0.1:PORT`, `tcp:[::1]:PORT` or `unix:PATH`. Port 0 asks for any free one. */
export function parseEndpoint(text: string): EndpointReading {
  if (text.startsWith('unix:')) return unixEndpoint(text.slice('unix:'.length));
  const match = /^tcp:(?:\[([^\]]*)\]|([^:]*)):(\d{1,5})$/.exec(text);
  const port = Number(match?.[3] ?? -1);
  if (match === null || port > 0xffff) {
    return refuse(`"${text}" is no endpoint: write tcp:127.0.0.1:PORT or unix:PATH, with a port from 0 to 65535`);
  }
  const address = match[1] ?? match[2] ?? '';
  if (isLoopback(address)) return { ok: true, endpoint: { kind: 'tcp', address, port } };
  const hint = isIP(address) === 0 ? 'write the address in numbers' : 'only this machine is listened to';
  return refuse(`${address === '' ? '""' : address} is no loopback address (${hint}): write tcp:127.0.0.1:${port}`);
}

/** The text that parseEndpoint reads, and EDBPROOF_ENDPOINT holds. */
export function endpointText(endpoint: Endpoint): string {
  if (endpoint.kind === 'unix') return `unix:${endpoint.path}`;
  const { address, port } = endpoint;
  return `tcp:${address.includes(':') ? `[${address}]` : address}:${port}`;
}

function unixEndpoint(path: string): EndpointReading {
  const sizeBytes = Buffer.byteLength(path);
  if (sizeBytes === 0 || path.includes('\0')) return refuse('unix: needs the path of a socket after it');
  if (sizeBytes > MAXIMUM_SOCKET_PATH_BYTES) {
    return refuse(`the path of a socket has at most ${MAXIMUM_SOCKET_PATH_BYTES} bytes; this one has ${sizeBytes}`);
  }
  return { ok: true, endpoint: { kind: 'unix', path } };
}

const isLoopback = (address: string): boolean =>
  (isIP(address) === 4 && address.startsWith('127.')) || (isIP(address) === 6 && address === '::1');

const refuse = (problem: string): EndpointReading => ({ ok: false, problem });
