import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { profileByName, profiles } from '../../simulator/profiles/index.ts';
import { chooseProfile } from './index.ts';

const file = `base: exchange-5.5
facets:
  end-of-file: { value: error-handle-eof, provenance: OBSERVED, evidence: 'LAB2, trace 17' }
`;

const choose = (nameOrFile: string, files: Readonly<Record<string, string>> = {}) => {
  const asked: string[] = [];
  const chosen = chooseProfile(nameOrFile, (path) => {
    asked.push(path);
    const text = files[path];
    return text === undefined ? { ok: false, code: 'ENOENT', problem: 'there is no such file' } : { ok: true, text };
  });
  return { chosen, asked };
};

test('a name of a product is that product, and no file is looked for', () => {
  for (const profile of profiles) {
    const { chosen, asked } = choose(profile.name);
    assert.ok(chosen.ok && chosen.profile === profile);
    assert.equal(asked, []);
  }
  assert.equal(choose('exchange-6').asked, []);
});

test('what ends in .yaml or .yml, or has a folder in front, is a file', () => {
  for (const path of ['lab.yaml', 'LAB.YML', './lab', 'C:\\lab', 'a/b.yaml']) {
    const { chosen, asked } = choose(path, { [path]: file });
    assert.equal(asked, [path]);
    assert.ok(chosen.ok, path);
    assert.is(chosen.ok && chosen.profile.settings.endOfFile.source, path);
  }
  const { chosen } = choose('gone.yaml');
  assert.equal(chosen, { ok: false, problems: ['gone.yaml: there is no such file'] });
});

test('a profile file is its product with what was observed, and bears the names of both', () => {
  const { chosen } = choose('a\\b/lab.yaml', { 'a\\b/lab.yaml': file });
  if (!chosen.ok) throw new Error(chosen.problems.join('\n'));
  const base = profileByName('exchange-5.5');
  if (base === null) throw new Error('5.5 is a profile');
  const { settings } = chosen.profile;
  assert.equal({ ...chosen.profile, settings: null }, { ...base, name: 'exchange-5.5+lab.yaml', settings: null });
  assert.equal(settings.endOfFile, {
    value: 'error-handle-eof',
    provenance: 'OBSERVED',
    source: 'a\\b/lab.yaml',
    reason: 'LAB2, trace 17',
  });
  assert.equal({ ...settings, endOfFile: null }, { ...base.settings, endOfFile: null });
});

test('a profile file without observations is its product', () => {
  const { chosen } = choose('lab.yaml', { 'lab.yaml': 'base: exchange-4.0\nfacets: {}\n' });
  assert.ok(chosen.ok);
  assert.equal(chosen.ok && chosen.profile.settings, profileByName('exchange-4.0')?.settings);
});

test.run();
