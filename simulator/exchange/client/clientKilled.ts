/**
 * The client's process died in this call: there is nobody left to answer. Thrown, like CallNeverCompletes, because no
 * value could stand for it; every later call of the client throws it again.
 */
export class ClientKilled extends Error {
  /** The function that was being called, without A or W. */
  readonly call: string;

  constructor(call: string, cause: string) {
    super(`the client was killed in ${call} (${cause})`);
    this.name = 'ClientKilled';
    this.call = call;
  }
}
