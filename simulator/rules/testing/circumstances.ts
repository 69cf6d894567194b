import type { Call, ReadCircumstances } from '../index.ts';

/** A server and a client that no build trips over. */
export const plainCircumstances: ReadCircumstances = {
  processors: 1,
  allocationLimitBytes: Number.MAX_SAFE_INTEGER,
  longClientName: false,
  remoteFromNt4: false,
  local: false,
  terminalSession: false,
  undrained: false,
};

/** A start that nothing about the key or the setting stands in the way of. */
export const plainStart: Call & { kind: 'StartRequested' } = {
  kind: 'StartRequested',
  restoreKeyReadable: 1,
  circularLoggingSwitchedOn: 0,
  parameterMissing: 0,
  restoredFromElsewhere: 0,
};
