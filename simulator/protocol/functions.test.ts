import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { entryPoint, exportLists } from './exports.ts';
import { functionInfo, functionInfos } from './functions.ts';

/** Every argument of this API is one 32-bit word on the stack: numbers, handles and pointers alike. */
const ARGUMENT_SIZE_BYTES = 4;

test('the DLL has 25 functions, 8 pairs and 9 single ones, and exports its entry point beside them', () => {
  assert.is(functionInfos.length, 25);
  assert.is(new Set([...functionInfos, entryPoint].map(({ name }) => name)).size, 26);
  for (const [form, count] of [
    ['A', 8],
    ['W', 8],
    [null, 9],
  ] as const) {
    assert.is(functionInfos.filter((info) => info.form === form).length, count, String(form));
  }
});

test('one published list has 24 exports and the other 26: two names make the difference', () => {
  for (const { key, exportCount } of exportLists) {
    const listed = [...functionInfos, entryPoint].filter(({ listedIn }) => listedIn.includes(key));
    assert.is(listed.length, exportCount, key);
  }
  assert.equal(
    exportLists.map(({ key, exportCount }) => [key, exportCount]),
    [
      ['L', 24],
      ['VC6-LIB', 26],
    ],
  );
  const onlyOnce = [...functionInfos, entryPoint].filter(({ listedIn }) => listedIn.length === 1);
  assert.equal(
    onlyOnce.map(({ name, stdcallBytes, listedIn }) => [name, stdcallBytes, ...listedIn]),
    [
      ['I_HrRestoreW', 36, 'VC6-LIB'],
      ['DllEntryPoint', 12, 'VC6-LIB'],
    ],
  );
});

test('in the order of the table of names the entry point stands where its hint says (VC6-LIB)', () => {
  const names = [...functionInfos, entryPoint].map(({ name }) => name).sort();
  assert.is(names.indexOf(entryPoint.name), 1);
});

test('the bytes behind the @ are the bytes of the parameters', () => {
  for (const { name, stdcallBytes, parameters } of functionInfos) {
    assert.is(parameters.length * ARGUMENT_SIZE_BYTES, stdcallBytes, name);
  }
});

test('stdcall sizes are those of the import library', () => {
  const sizes = Object.fromEntries(functionInfos.map(({ baseName, stdcallBytes }) => [baseName, stdcallBytes]));
  assert.equal(sizes, {
    HrBackupPrepare: 20,
    HrBackupGetDatabaseNames: 12,
    HrBackupOpenFile: 16,
    HrBackupRead: 16,
    HrBackupClose: 4,
    HrBackupGetBackupLogs: 12,
    HrBackupTruncateLogs: 4,
    HrBackupEnd: 4,
    BackupFree: 4,
    HrRestorePrepare: 12,
    HrRestoreGetDatabaseLocations: 12,
    HrRestoreRegister: 32,
    HrRestoreRegisterComplete: 8,
    HrRestoreEnd: 4,
    HrSetCurrentBackupLog: 12,
    I_HrCheckBackupLogs: 4,
    I_HrRestoreW: 36,
  });
});

test('a name is its base name and its form, and the two forms differ in text types only', () => {
  for (const info of functionInfos) {
    assert.is(info.name, `${info.baseName}${info.form ?? ''}`);
    if (info.form !== 'A') continue;
    const wide = functionInfo(`${info.baseName}W`);
    assert.equal(
      wide?.parameters.map(({ name, direction }) => [name, direction]),
      info.parameters.map(({ name, direction }) => [name, direction]),
    );
    assert.ok(
      info.parameters.some(({ cType }, index) => cType !== wide?.parameters[index]?.cType),
      info.name,
    );
  }
});

test('only BackupFree returns nothing, and only the two private exports are not in the header', () => {
  const names = (wanted: (info: (typeof functionInfos)[number]) => boolean): readonly string[] =>
    functionInfos.filter(wanted).map(({ name }) => name);
  assert.equal(
    names(({ returns }) => returns === 'VOID'),
    ['BackupFree'],
  );
  assert.equal(
    names(({ inPublicHeader }) => !inPublicHeader),
    ['I_HrCheckBackupLogs', 'I_HrRestoreW'],
  );
  assert.equal(
    names(({ provenance }) => provenance !== 'DOCUMENTED'),
    ['I_HrCheckBackupLogs', 'I_HrRestoreW'],
  );
});

test('the types of HrBackupOpenFile are those of the header, in both forms', () => {
  const types = (name: string): readonly string[] | undefined =>
    functionInfo(name)?.parameters.map(({ cType, name: parameter }) => `${cType} ${parameter}`);
  assert.equal(types('HrBackupOpenFileA'), [
    'HBC hbc',
    'char * szAttachmentName',
    'DWORD cbReadHintSize',
    'LARGE_INTEGER * pliFileSize',
  ]);
  assert.is(types('HrBackupOpenFileW')?.[1], 'WCHAR * szAttachmentName');
  assert.is(types('HrRestoreRegisterW')?.[3], 'EDB_RSTMAPW * rgrstmap');
});

test('the types of every function are those of the header, word for word (edbbcli.md 3.0 to 3.15)', () => {
  const types = Object.fromEntries(
    functionInfos
      .filter(({ form }) => form !== 'A')
      .map(({ baseName, parameters }) => [baseName, parameters.map(({ cType }) => cType).join(', ')]),
  );
  assert.equal(types, {
    HrBackupPrepare: 'WCHAR *, WCHAR *, ULONG, ULONG, HBC *',
    HrBackupGetDatabaseNames: 'HBC, LPWSTR *, LPDWORD',
    HrBackupOpenFile: 'HBC, WCHAR *, DWORD, LARGE_INTEGER *',
    HrBackupRead: 'HBC, PVOID, DWORD, PDWORD',
    HrBackupClose: 'HBC',
    HrBackupGetBackupLogs: 'HBC, LPWSTR *, PDWORD',
    HrBackupTruncateLogs: 'HBC',
    HrBackupEnd: 'HBC',
    BackupFree: 'PVOID',
    HrRestorePrepare: 'WCHAR *, WCHAR *, HBC *',
    HrRestoreGetDatabaseLocations: 'HBC, LPWSTR *, LPDWORD',
    HrRestoreRegister: 'HBC, WCHAR *, WCHAR *, EDB_RSTMAPW *, C, WCHAR *, ULONG, ULONG',
    HrRestoreRegisterComplete: 'HBC, HRESULT',
    HrRestoreEnd: 'HBC',
    HrSetCurrentBackupLog: 'WCHAR *, WCHAR *, DWORD',
    I_HrCheckBackupLogs: 'PVOID',
    I_HrRestoreW: 'PVOID, PVOID, PVOID, PVOID, PVOID, PVOID, PVOID, PVOID, PVOID',
  });
  for (const { form, baseName, parameters } of functionInfos) {
    if (form !== 'A') continue;
    const wide = parameters.map(({ cType }) => cType.replace(/^char|^LPSTR|MAPA/, (text) => wideOf[text] ?? text));
    assert.is(wide.join(', '), types[baseName]);
  }
});

const wideOf: Readonly<Record<string, string>> = { char: 'WCHAR', LPSTR: 'LPWSTR', MAPA: 'MAPW' };

test('a function that the DLL does not export is undefined', () => {
  assert.is(functionInfo('HrBackupPrepare'), undefined);
});

test.run();
