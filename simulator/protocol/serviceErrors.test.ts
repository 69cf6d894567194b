import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findServiceErrors, serviceErrorFacts } from './serviceErrors.ts';

const numbersIn = (text: string): readonly number[] => findServiceErrors(text).map(({ number }) => number);

test('a service-specific error is found in decimal, in hexadecimal and by its name', () => {
  const forms: readonly (readonly [number, readonly string[]])[] = [
    [1011, ['1011', '0x3f3', '0x3F3', '3f3', '0x000003f3']],
    [1012, ['1012', '0x3f4']],
    [1105, ['1105', '0x451', 'EcBadVersion', 'ecbadversion']],
    [1276, ['1276', '0x4fc', 'ecDomainError']],
    [4015, ['4015', '0xfaf']],
    [4021, ['4021', '0xfb5', 'DS_E_INSUFFICIENT_ACCESS_RIGHTS']],
    [87, ['87', '0x00000057']],
    [0x80004005, ['2147500037', '-2147467259', '0x80004005']],
  ];
  for (const [number, texts] of forms) for (const text of texts) assert.equal(numbersIn(text), [number], text);
});

test('digits alone are decimal, and a negative number is another thing', () => {
  for (const text of ['451', '-1011', '', '1013', 'add']) assert.equal(numbersIn(text), [], text);
});

test('every one is told in sentences, with its articles, and numbers go upwards', () => {
  for (const { number, meaning, articles, versions } of serviceErrorFacts) {
    assert.match(meaning, /^[A-Z].*[.]$/, `${number}`);
    assert.ok(articles.length > 0 && versions.length > 0, `${number}`);
    for (const article of articles) assert.match(article, /^Q\d{6}$/, `${number}`);
  }
  const numbers = serviceErrorFacts.map(({ number }) => number);
  assert.equal(
    numbers,
    [...numbers].sort((left, right) => left - right),
  );
});

test.run();
