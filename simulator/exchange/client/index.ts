/** EDBBCLI.DLL as a client has it: names, handles, lists and code pages around the rules; and the ways in which a call never answers. */
export { CallNeverCompletes, HANG_DEADLINE_SECONDS } from './callNeverCompletes.ts';
export { type ClientHost, type ClientOptions, SimulatedClient } from './client.ts';
export { ClientKilled } from './clientKilled.ts';
export { resolveFile } from './names.ts';
