import { type Reaction, reply, type SeenCall, u32, u64 } from './fakeHost.ts';

/** Contexts, lists and data that say whose they are; driver.c finds every reply that reached the wrong thread. */
export function namedAnswers(): (call: SeenCall) => Reaction {
  const servers: Buffer[] = [];
  return (call) => {
    const { body } = call;
    const context = body.length >= 20 ? Number(body.readBigUInt64LE(12)) : 0;
    switch (call.function) {
      case 1:
        servers.push(Buffer.concat([body.subarray(16, 16 + body.readUInt32LE(12)), Buffer.of(0)]));
        return { bytes: reply(call, 0, u64(servers.length)) };
      case 3: {
        const name = servers[context - 1] ?? Buffer.alloc(0);
        return { bytes: reply(call, 0, u32(context), u32(name.length), name) };
      }
      case 7: {
        const size = body.readUInt32LE(21);
        return { bytes: reply(call, 0, u32(size), Buffer.alloc(size, context)) };
      }
      default:
        return { bytes: reply(call, 0) };
    }
  };
}
