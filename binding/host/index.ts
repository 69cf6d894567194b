/** The host: what a drop-in library of binding/shim talks to, by the protocol of binding/WIRE.md. */
export type { HostedClient } from './clients.ts';
export { type Endpoint, endpointText, parseEndpoint } from './endpoint.ts';
export { Host } from './host.ts';
export type { BegunCall, ClientFacts, CompletedCall } from './performed.ts';
export { SHIM_MARKER, type ShimPlatform } from './wire.ts';
export { WireClient } from './wireClient.ts';
