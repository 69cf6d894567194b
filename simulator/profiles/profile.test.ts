import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { facetNames, facets, isOpen, type Profile, profileByName, withFacets, withObservations } from './index.ts';

function exchange55(): Profile {
  const profile = profileByName('exchange-5.5');
  if (profile === null) throw new Error('Exchange 5.5 has a profile');
  return profile;
}

test('withFacets changes the facets it is given, by id, and leaves the rest and the base as they were', () => {
  const base = exchange55();
  const before = JSON.stringify(base);
  const change = withFacets(base, { 'end-of-file': 'error-handle-eof', 'second-open': 'hrOutOfMemory' }, 'a scenario');
  if (!change.ok) throw new Error(change.reason);
  assert.is(JSON.stringify(base), before);
  const { settings } = change.profile;
  assert.is(settings.endOfFile.value, 'error-handle-eof');
  assert.is(settings.endOfFile.reason, 'a scenario');
  assert.is(settings.endOfFile.source, 'set by the user');
  assert.is(settings.secondOpen.value, 'hrOutOfMemory');
  for (const name of facetNames) {
    if (name !== 'endOfFile' && name !== 'secondOpen') assert.is(settings[name], base.settings[name], name);
  }
  assert.is(change.profile.name, base.name);
  assert.is(change.profile.events, base.events);
});

test('a user’s choice settles nothing: an open facet stays open and a settled one stays settled', () => {
  const base = exchange55();
  for (const name of facetNames) {
    for (const value of facets[name].values) {
      const change = withFacets(base, { [facets[name].id]: value }, 'a scenario');
      if (!change.ok) throw new Error(change.reason);
      assert.is(change.profile.settings[name].value, value);
      assert.is(isOpen(change.profile.settings[name]), isOpen(base.settings[name]), name);
    }
  }
});

test('withFacets without a change is the same profile', () => {
  const change = withFacets(exchange55(), {}, 'nothing');
  assert.equal(change, { ok: true, profile: exchange55() });
});

test('withFacets refuses an id that does not exist and tells which ones do', () => {
  const change = withFacets(exchange55(), { 'end-of-file': 'zero-bytes', endOfFile: 'zero-bytes' }, 'a scenario');
  if (change.ok) throw new Error('endOfFile is no id');
  assert.match(change.reason, /^there is no facet "endOfFile"; known: /);
  for (const name of facetNames) assert.ok(change.reason.includes(facets[name].id), name);
});

test('withFacets refuses a value that the facet does not allow and tells which ones it does', () => {
  assert.equal(withFacets(exchange55(), { 'end-of-file': 'eof' }, 'a scenario'), {
    ok: false,
    reason: 'facet "end-of-file" cannot be "eof"; allowed: zero-bytes, error-handle-eof',
  });
});

test('an observation settles an open facet, and says what was seen and by whom', () => {
  const base = exchange55();
  const observations = { 'end-of-file': { value: 'error-handle-eof', evidence: 'SP4, lab server 2, trace 17.' } };
  const change = withObservations(base, observations, 'lab.yaml');
  if (!change.ok) throw new Error(change.reason);
  assert.ok(isOpen(base.settings.endOfFile));
  assert.equal(change.profile.settings.endOfFile, {
    value: 'error-handle-eof',
    provenance: 'OBSERVED',
    source: 'lab.yaml',
    reason: 'SP4, lab server 2, trace 17.',
  });
  assert.not.ok(isOpen(change.profile.settings.endOfFile));
  const others = facetNames.filter((name) => name !== 'endOfFile');
  for (const name of others) assert.is(change.profile.settings[name], base.settings[name], name);
});

test('an observation that no facet can hold is refused as a setting is', () => {
  const seen = (id: string, value: string) =>
    withObservations(exchange55(), { [id]: { value, evidence: 'Seen.' } }, 'lab.yaml');
  assert.equal(seen('end-of-file', 'eof'), {
    ok: false,
    reason: 'facet "end-of-file" cannot be "eof"; allowed: zero-bytes, error-handle-eof',
  });
  assert.match(JSON.stringify(seen('eof', 'zero-bytes')), 'there is no facet');
});

test.run();
