import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { agentText, codePageDoubt, codePageOfStep } from './agentText.ts';
import type { HostedStep } from './hostedStep.ts';
import { callFacts } from './testing/callFacts.ts';

const under = (codePage: number | null) => ({ ...callFacts.client, codePage });
const plain: HostedStep = { number: 1, lastStep: 1, backup: { kind: 'full', set: 'a' }, restore: null };
const japanese: HostedStep = { ...plain, backup: { kind: 'full', set: 'a', codePage: 'cp932' } };

test('the code page is that of the scenario, else that of the client, else 1252', () => {
  assert.is(codePageOfStep(japanese)(under(1251)), 'cp932');
  assert.is(codePageOfStep(plain)(under(1251)), 'cp1251');
  assert.is(codePageOfStep(plain)(under(null)), 'cp1252');
  assert.is(codePageOfStep({ ...plain, backup: null, restore: { sets: ['a'], codePage: 'cp950' } })(under(0)), 'cp950');
});

test('a client under a code page that we do not have is told of, unless the scenario names one', () => {
  assert.is(codePageOfStep(plain)(under(65001)), 'cp1252');
  assert.match(codePageDoubt(under(65001), plain) ?? '', 'code page 65001');
  assert.is(codePageDoubt(under(65001), japanese), null);
  assert.is(codePageDoubt(under(1251), plain), null);
  assert.is(codePageDoubt(under(null), plain), null);
});

test('a name is text in its code page, and bytes that are none are shown one by one', () => {
  assert.is(agentText(Uint8Array.of(0x80), 'cp1252'), '€');
  assert.is(agentText(Uint8Array.of(0x61, 0xaa), 'cp1253'), 'aª');
  assert.is(agentText('表', 'cp1252'), '表');
  assert.is(agentText(null, 'cp1252'), '');
});

test.run();
