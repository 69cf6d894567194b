import fc from 'fast-check';
import { codeInfos, hresult, JetError } from '../../../protocol/index.ts';
import { type Fault, FaultLimit, type FreeAction, faultFunctions } from '../fault.ts';

/** Ordinary objects, which compare equal to what the parser makes. */
const record = <Shape extends object>(model: { [Key in keyof Shape]: fc.Arbitrary<Shape[Key]> }) =>
  fc.record<Shape>(model, { noNullPrototype: true });

const file = fc.constantFrom(
  'priv.edb',
  'edb00003.log',
  'D:\\exchsrvr\\mdbdata\\pub.edb',
  'E:\\mail store, new\\PRIV.EDB',
  'page',
  'PAGE',
  'at',
  'byte',
  'a',
  'über uns.edb',
  'a;b',
);
const pagedFile = file.filter((name) => !/\.(log|chk)$/i.test(name));
const offsetBytes = fc.integer({ min: 0, max: FaultLimit.offsetBytes });
const page = fc.integer({ min: 1, max: FaultLimit.page });
const volume = fc.constantFrom('C:', 'D:', 'Z:');
const code = fc.oneof(
  fc.constantFrom(...codeInfos.map(({ value }) => value)),
  fc.integer({ min: -0x80000000, max: 0xffffffff }).map(hresult),
);

const freeAction: fc.Arbitrary<FreeAction> = fc.oneof(
  fc.constantFrom<FreeAction>({ kind: 'lose-connection' }, { kind: 'kill-client' }),
  fc
    .constantFrom('information-store' as const, 'directory' as const)
    .map((service): FreeAction => ({ kind: 'kill-service', service })),
  record({
    kind: fc.constantFrom('corrupt-page' as const, 'tear-page' as const, 'blank-page' as const),
    page,
    file: pagedFile,
  }),
  record({
    kind: fc.constant('fail-new-log' as const),
    service: fc.constantFrom('information-store' as const, 'directory' as const),
    jetError: fc.constantFrom(JetError.JET_errFileNotFound, JetError.JET_errFileAccessDenied, JetError.JET_errDiskIO),
  }),
  record({ kind: fc.constantFrom('corrupt-byte' as const, 'tear-file' as const), offsetBytes, file }),
  record({ kind: fc.constantFrom('fill-disk' as const, 'free-disk' as const), volume }),
);

const action = fc.oneof(
  { arbitrary: freeAction, weight: 5 },
  { arbitrary: record({ kind: fc.constant('return' as const), code }), weight: 2 },
  { arbitrary: fc.constant({ kind: 'hang' as const }), weight: 1 },
);

const side = fc.constantFrom('before' as const, 'after' as const);

/** Any fault that the language can say, sensible or not. */
export const anyFault: fc.Arbitrary<Fault> = fc.oneof(
  record({
    when: record({
      kind: fc.constant('call' as const),
      function: fc.constantFrom('any' as const, ...faultFunctions),
      nth: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: FaultLimit.nth })),
      side,
    }),
    what: action,
  }),
  record({ when: record({ kind: fc.constant('byte' as const), offsetBytes, file, side }), what: action }),
  record({
    when: record({
      kind: fc.constant('call' as const),
      function: fc.constant('HrBackupRead' as const),
      nth: fc.integer({ min: 1, max: FaultLimit.nth }),
      side: fc.constant('before' as const),
    }),
    what: record({
      kind: fc.constant('shorten-read' as const),
      sizeBytes: fc.integer({ min: 1, max: FaultLimit.readSizeBytes }),
    }),
  }),
  record({
    when: record({ kind: fc.constant('time' as const), seconds: fc.integer({ min: 0, max: FaultLimit.seconds }) }),
    what: freeAction,
  }),
);
