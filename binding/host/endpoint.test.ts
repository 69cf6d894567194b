import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Endpoint, endpointText, parseEndpoint } from './endpoint.ts';

const problemOf = (text: string): string => {
  const reading = parseEndpoint(text);
  return reading.ok ? 'accepted' : reading.problem;
};

test('loopback addresses and sockets are endpoints', () => {
  for (const text of ['tcp:127.0.0.1:0', 'tcp:127.9.8.7:65535', 'tcp:[::1]:445', 'unix:/tmp/edbproof.sock']) {
    const reading = parseEndpoint(text);
    assert.ok(reading.ok, `${text}: ${problemOf(text)}`);
    if (reading.ok) assert.is(endpointText(reading.endpoint), text);
  }
});

test('nothing but this machine can be listened to', () => {
  for (const text of ['tcp:0.0.0.0:1', 'tcp:10.0.0.1:445', 'tcp:[::]:1', 'tcp:[fe80::1]:1', 'tcp:128.0.0.1:1']) {
    assert.match(problemOf(text), 'is no loopback address (only this machine is listened to)');
  }
  assert.match(problemOf('tcp:localhost:445'), 'write the address in numbers');
});

test('what is no endpoint is refused with its form', () => {
  for (const text of [
    '',
    'tcp:',
    'tcp:127.0.0.1',
    'tcp:127.0.0.1:65536',
    'tcp:127.0.0.1:-1',
    'pipe:x',
    '127.0.0.1:80',
  ]) {
    assert.match(problemOf(text), 'write tcp:127.0.0.1:PORT or unix:PATH', text);
  }
  assert.match(problemOf('unix:'), 'needs the path');
  assert.match(problemOf(`unix:/${'x'.repeat(107)}`), 'at most 107 bytes; this one has 108');
  assert.is(problemOf(`unix:/${'x'.repeat(106)}`), 'accepted');
});

test('every endpoint reads as it was written', () => {
  const endpoints: fc.Arbitrary<Endpoint> = fc.oneof(
    fc.record({
      kind: fc.constant('tcp' as const),
      address: fc.oneof(
        fc.constant('::1'),
        fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255)).map((octets) => `127.${octets.join('.')}`),
      ),
      port: fc.nat(0xffff),
    }),
    fc.record({ kind: fc.constant('unix' as const), path: fc.stringMatching(/^[a-z/. :-]{1,100}$/) }),
  );
  fc.assert(
    fc.property(endpoints, (endpoint) => {
      assert.equal(parseEndpoint(endpointText(endpoint)), { ok: true, endpoint: { ...endpoint } });
    }),
    { seed: 41, numRuns: 200 },
  );
});

test.run();
