import fc from 'fast-check';
import { type Fault, type FaultFunction, parseFault, type ServiceName } from '../../../simulator/exchange/index.ts';

/** What there is on a server for faults to strike. */
export interface FaultGround {
  /** The functions that will be called; a fault waits for one of them, or for any call. */
  readonly functions: readonly FaultFunction[];
  /** About how many calls there will be. */
  readonly calls: number;
  /** About how many virtual seconds will pass. */
  readonly seconds: number;
  readonly services: readonly ServiceName[];
  readonly databases: readonly { readonly name: string; readonly sizeBytes: number }[];
  /** Logs that may be torn or corrupted. */
  readonly logs: readonly string[];
}

const codes = ['hrError', 'hrDiskIO', 'hrCommunicationError', 'hrNoBackup', 'hrOutOfMemory', '38', '0xEDB00001'];

/** Faults that make sense on a server: they mostly strike, and mostly hit something. Smaller is earlier. */
export function faultArbitrary(ground: FaultGround): fc.Arbitrary<Fault> {
  const nth = fc.integer({ min: 1, max: 6 }).map((number) => ` ${number}`);
  const database = fc.constantFrom(...ground.databases);
  const byte = database.chain(({ name, sizeBytes }) =>
    fc.integer({ min: 0, max: sizeBytes - 1 }).map((offset) => ({ name, offset })),
  );
  const page = database.chain(({ name, sizeBytes }) =>
    fc.integer({ min: 1, max: sizeBytes / 4096 - 2 }).map((number) => `page ${number} of ${name}`),
  );
  const log = fc.record({ name: fc.constantFrom(...ground.logs), offset: fc.integer({ min: 0, max: 200_000 }) });
  const calls = fc.oneof(
    fc.integer({ min: 1, max: ground.calls }).map((number) => `any call ${number}`),
    fc.tuple(fc.constantFrom(...ground.functions), nth).map((parts) => parts.join('')),
    fc.constantFrom(...ground.functions),
    byte.map(({ name, offset }) => `byte ${offset} of ${name}`),
  );
  const free = fc.oneof(
    fc.constantFrom('lose connection', 'kill client', 'fill disk D:', 'free disk D:'),
    fc.constantFrom(...ground.services).map((service) => `kill ${service}`),
    fc.tuple(fc.constantFrom('corrupt', 'tear'), page).map((parts) => parts.join(' ')),
    byte.map(({ name, offset }) => `corrupt byte ${offset} of ${name}`),
    log.map(({ name, offset }) => `tear ${name} at byte ${offset}`),
  );
  const ofCalls = fc.oneof(
    fc.constantFrom(...codes).map((code) => `return ${code}`),
    fc.constant('hang'),
  );
  const atCall = fc.tuple(calls, fc.oneof({ arbitrary: free, weight: 2 }, ofCalls), fc.constantFrom('before', 'after'));
  const atTime = fc.tuple(fc.integer({ min: 0, max: ground.seconds }), free);
  return fc
    .oneof(
      { arbitrary: atCall.map(([moment, action, side]) => `at ${moment}, ${action} ${side}`), weight: 5 },
      { arbitrary: atTime.map(([seconds, action]) => `at ${seconds} s, ${action}`), weight: 1 },
    )
    .map((text) => {
      const parsed = parseFault(text);
      if (!parsed.ok) throw new Error(`${text}: ${parsed.problem}`);
      return parsed.fault;
    });
}
