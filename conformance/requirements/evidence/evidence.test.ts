import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { facetNames, facets, profiles, type Setting } from '../../../simulator/profiles/index.ts';
import { catalogue } from '../index.ts';
import { type Cited, problemsOfEvidence } from '../testing/evidenceProblems.ts';
import { sourceKeysIn } from '../testing/sourceKeys.ts';
import { notOpened, says } from './evidence.ts';
import { evidenceFiles, evidenceFor, evidenceForSetting, facetKey } from './index.ts';

const isDocumented = ({ provenance }: { readonly provenance: string }): boolean => provenance === 'DOCUMENTED';

/** Every setting that a facet begins with or that a product brings, once. */
const settings: readonly Cited[] = facetNames.flatMap((name) => {
  const all = new Set<Setting>([facets[name].initial, ...profiles.map((profile) => profile.settings[name])]);
  return [...all].map((setting) => ({
    key: facetKey(name, setting) ?? 'of no product',
    isDocumented: isDocumented(setting),
    source: setting.source,
  }));
});

const statements: readonly Cited[] = [
  ...catalogue.map((entry) => ({ key: entry.id, isDocumented: isDocumented(entry), source: entry.source })),
  ...settings,
];

test('every source of a documented statement or setting has its evidence, and nothing else has any', () => {
  assert.equal(problemsOfEvidence(statements, evidenceFiles), []);
  const rows = evidenceFiles.flatMap((file) => Object.values(file).flat());
  assert.ok(statements.filter((statement) => statement.isDocumented).length > 250, 'there are documented statements');
  assert.ok(rows.length > 500, `${rows.length} rows of evidence`);
});

test('every setting has a key of its own, which is that of the product that brought it', () => {
  assert.is(new Set(settings.map(({ key }) => key)).size, settings.length);
  assert.not.ok(settings.some(({ key }) => key === 'of no product'));
  const inherited = profiles.find(({ name }) => name === 'exchange-5.5-sp4')?.settings.completionEventText;
  if (inherited === undefined) throw new Error('there is no exchange-5.5-sp4');
  assert.is(
    facetKey('completionEventText', inherited),
    'completion-event-text = stopped-the-procedure @ exchange-5.5-sp1',
  );
  assert.ok(evidenceForSetting('completionEventText', inherited).length > 0);
  assert.equal(evidenceForSetting('completionEventText', { ...inherited }), [], 'a setting of a user has none');
});

/** Names and sizes were once taken from the library with a tool; edbbcli.md has them. */
const closedLibrary = ['EDB-API-1', 'EDB-API-7'].map(
  (key) => `${key} VC6-LIB: a binary library, which is not text to be read; edbbcli.md 1.6 has its names and sizes`,
);

/** Nobody here has a copy of the sample whose origin can be told; edbbcli.md restates it: its section, and what it says. */
const closedSample: readonly (readonly [string, string])[] = [
  ['EDB-CONN-2', '3.4 says that the sample reads in random sizes'],
  ['EDB-HINT-1', '3.3 says that the sample has a mode of smaller, random reads'],
  ['EDB-HINT-2', '3.3 says that the sample closes also after a failed open'],
  ['EDB-SESS-5', '3.4 says that the sample reads until it has that size'],
  ['EDB-SESS-8', '3.8 says that the sample ends its context after errors'],
  ['EDB-READ-1', '3.4 says that the sample reads on until it has the size of the file'],
  ['EDB-LOGS-9', '3.1 says that the sample passes 0 in a full backup and lists its logs'],
  ['EDB-AGENT-4', '3.5 says that the sample does the contrary: the code of the close hides that of the read'],
  ['EDB-AGENT-19', '2.4 says that the sample takes ERROR_HANDLE_EOF for success'],
  ['EDB-AGENT-24', '3.4 says that the sample frees its read buffer with free'],
  ['EDB-AGENT-26', '3.3 says that the sample opens the name without its first character'],
  ['EDB-AGENT-39', '2.1 says that the sample asks the DLL first and then the system'],
  ['EDB-AGENT-42', '3.1 says that the sample passes 1 with LOGS_ONLY'],
];

test('what could not be opened is this and nothing else: a new one is a decision', () => {
  const closed = evidenceFiles.flatMap((file) =>
    Object.entries(file).flatMap(([key, rows]) =>
      rows.flatMap((row) => (row.kind === 'not-opened' ? [`${key} ${row.source}: ${row.reason}`] : [])),
    ),
  );
  const pinned = closedSample.map(
    ([key, said]) => `${key} BT: no copy with a named origin was found; edbbcli.md ${said}`,
  );
  assert.equal(closed, [...closedLibrary, ...pinned]);
});

test('the sources in a text are its keys, and neither our pages nor the words around them', () => {
  const text =
    'Q177761, M-HrBackupRead (against JET-JetReadFile), ESE (log.cxx), BT; edbbcli.md 3.4, ese-engine.md 1.5';
  assert.equal(sourceKeysIn(text), ['Q177761', 'M-HrBackupRead', 'JET-JetReadFile', 'ESE', 'BT']);
  assert.equal(sourceKeysIn('E2K-HrESEBackupSetup, DS-DsBackupFree, H, L, LIB, NTM, XSP1, OCB, BORES').length, 9);
  assert.equal(sourceKeysIn('VC6-LIB'), ['VC6-LIB']);
  assert.equal(sourceKeysIn('ESE97 of 5.5, EDBBACK.H, dialects.md (d); edbbcli.md 7 row 49'), []);
});

/** A catalogue of one statement, and what is wrong with its evidence. */
const wrongWith = (rows: (typeof evidenceFiles)[number], source = 'Q200941, M-restore'): readonly string[] =>
  problemsOfEvidence([{ key: 'EDB-KEY-1', isDocumented: true, source }], [rows]);

const ofArticle = says('Q200941', 'step 4', 'Eight values are to be made by hand.');
const ofPage = says('M-restore', 'step 3', 'The restore is registered before a file is copied.');

test('planted: a statement without evidence, and a source without a row', () => {
  assert.equal(wrongWith({ 'EDB-KEY-1': [ofArticle, ofPage] }), []);
  assert.equal(wrongWith({}), [
    'EDB-KEY-1 cites Q200941, and nothing says what is there',
    'EDB-KEY-1 cites M-restore, and nothing says what is there',
  ]);
  assert.equal(wrongWith({ 'EDB-KEY-1': [ofArticle] }), ['EDB-KEY-1 cites M-restore, and nothing says what is there']);
  const closed = notOpened('M-restore', 'no copy of the page was found anywhere');
  assert.equal(wrongWith({ 'EDB-KEY-1': [ofArticle, closed] }), [], 'said to be closed is said');
});

test('planted: evidence of a source that is not cited, of a statement that does not exist, and twice', () => {
  assert.equal(wrongWith({ 'EDB-KEY-1': [ofArticle, ofPage] }, 'Q200941; edbbcli.md 6.7'), [
    'EDB-KEY-1 does not cite M-restore, and has evidence of it',
  ]);
  const elsewhere = { 'EDB-KEY-1': [ofArticle, ofPage], 'EDB-KEY-99': [ofArticle] };
  assert.equal(wrongWith(elsewhere), ['EDB-KEY-99 has evidence and does not exist']);
  const statement = { key: 'EDB-KEY-1', isDocumented: true, source: 'Q200941' };
  const file = { 'EDB-KEY-1': [ofArticle] };
  assert.equal(problemsOfEvidence([statement], [file, file]), ['EDB-KEY-1 has its evidence in two places']);
  assert.equal(wrongWith({}, 'edbbcli.md 6.7'), ['EDB-KEY-1 is DOCUMENTED and cites no source']);
});

test('planted: a row without a place, a heading, a page, and a source that is closed for no reason', () => {
  const problemsOf = (row: (typeof evidenceFiles)[number][string][number]) =>
    wrongWith({ 'EDB-KEY-1': [row] }, 'Q200941');
  assert.equal(problemsOf(says('Q200941', ' ', ofArticle.words)), ['EDB-KEY-1, Q200941: no place']);
  assert.equal(problemsOf(says('Q200941', 'step 4', 'How to re-create the restore key by hand')), [
    'EDB-KEY-1, Q200941: no sentence',
  ]);
  assert.equal(problemsOf(says('Q200941', 'step 4', `${'word '.repeat(60)}end.`)), [
    'EDB-KEY-1, Q200941: 304 characters',
  ]);
  assert.equal(problemsOf(notOpened('Q200941', 'gone')), ['EDB-KEY-1, Q200941: no reason for not opening it']);
  assert.ok(evidenceFor('EDB-KEY-1').length > 0);
});

test.run();
