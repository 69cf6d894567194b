/** How long a simulated caller waits before it is known that the call will not come back, in virtual seconds. */
export const HANG_DEADLINE_SECONDS = 2 * 60 * 60;

/**
 * A call that a real DLL would never come back from. There is no value it could answer with, so it is thrown: whoever
 * drives the agent records it, and the agent is as good as killed. The server's session stays as it is.
 */
export class CallNeverCompletes extends Error {
  /** The function that was called, without A or W. */
  readonly call: string;
  /** The requirement that says so; empty when a fault was planned. */
  readonly requirementId: string;
  readonly waitedSeconds: number;

  constructor(call: string, requirementId: string, source: string, waitedSeconds: number) {
    super(`${call} has not come back after ${waitedSeconds / 60} virtual minutes, and never will (${source})`);
    this.name = 'CallNeverCompletes';
    this.call = call;
    this.requirementId = requirementId;
    this.waitedSeconds = waitedSeconds;
  }
}
