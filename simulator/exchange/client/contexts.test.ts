import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Hbc } from '../../protocol/index.ts';
import { testServer } from '../testing/testServer.ts';
import { ContextTable } from './contexts.ts';

test('a client holds 1,024 contexts, and one more when it has ended one', () => {
  const [service] = testServer().services;
  if (service === undefined) throw new Error('there are two');
  let last = 0;
  const contexts = new ContextTable(() => ++last);
  for (let count = 0; count < 1024; count += 1) contexts.add(service.core, false);
  assert.throws(() => contexts.add(service.core, true), /holds 1024 contexts that it never ended/);
  contexts.remove(1 as Hbc);
  assert.is(contexts.add(service.core, true), 1025);
  assert.throws(() => contexts.add(service.core, true), /holds 1024 contexts/);
});

test.run();
