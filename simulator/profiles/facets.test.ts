import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { functionInfos } from '../protocol/index.ts';
import { facetNameOfId } from './facets.ts';
import { facetNames, facets, isOpen, profiles } from './index.ts';

test('every facet has a kebab-case id of its own, which is its name in the code', () => {
  const ids = facetNames.map((name) => facets[name].id);
  assert.is(new Set(ids).size, ids.length);
  for (const name of facetNames) {
    assert.match(facets[name].id, /^[a-z]+(-[a-z]+)*$/);
    assert.is(
      facets[name].id,
      name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
    );
  }
});

test('every facet asks a question and has two or more different answers', () => {
  for (const name of facetNames) {
    const { question, values } = facets[name];
    assert.match(question, /^[A-Z].*\?$/, name);
    assert.ok(values.length >= 2, name);
    assert.is(new Set<string>(values).size, values.length, name);
  }
});

test('every facet says what would settle it: on which server, by which call or deed, and where to look', () => {
  const experiments = new Set<string>();
  for (const name of facetNames) {
    const { on, act, see } = facets[name].evidence;
    // Phrases, so that every report can put them into a sentence of its own.
    for (const phrase of [on, act, see]) assert.match(phrase, /^\S.*[^\s.]$/, `${name}: "${phrase}"`);
    const namesServer = /any product|[45]\.[05]/.test(on);
    assert.ok(namesServer, `${name} does not say on which server: ${on}`);
    const called = functionInfos.filter((info) => `${act} ${see}`.includes(info.baseName));
    assert.ok(called.length > 0 || /backup|restore|a start of/.test(act), `${name} does not say what to do: ${act}`);
    experiments.add(`${on} ${act}`);
  }
  assert.is(experiments.size, facetNames.length, 'two facets with one experiment are one facet');
});

test('every setting of every profile is one that its facet allows, with a source and a reason', () => {
  let settings = 0;
  for (const profile of profiles) {
    assert.equal(Object.keys(profile.settings), facetNames, profile.name);
    for (const name of facetNames) {
      const { value, source, reason } = profile.settings[name];
      assert.ok((facets[name].values as readonly string[]).includes(value), `${profile.name}: ${name} = ${value}`);
      assert.match(source, /\S/, `${profile.name}: ${name}`);
      assert.match(reason, /^[A-Z].*\.$/, `${profile.name}: ${name}`);
      settings++;
    }
  }
  assert.is(settings, profiles.length * facetNames.length);
});

test('a facet is open exactly where no source settles it', () => {
  for (const profile of profiles) {
    for (const name of facetNames) {
      const setting = profile.settings[name];
      assert.is(isOpen(setting), setting.provenance === 'UNKNOWN', name);
    }
  }
  assert.ok(facetNames.some((name) => isOpen(facets[name].initial)));
  assert.not.ok(facetNames.every((name) => isOpen(facets[name].initial)));
});

test('a facet is found by its id, and an id that does not exist is null', () => {
  for (const name of facetNames) assert.is(facetNameOfId(facets[name].id), name);
  for (const id of ['', 'endOfFile', 'end-of-files', 'toString', '__proto__']) assert.is(facetNameOfId(id), null, id);
});

test('what no source settles is open: these facets and no others', () => {
  const open = facetNames.filter((name) => isOpen(facets[name].initial)).sort();
  assert.equal(open, [
    'absentDatabaseLocation',
    'annotationCase',
    'backupRecordedAt',
    'brokenLog',
    'circularLoggingMismatch',
    'circularLoggingRefusal',
    'clientGone',
    'completeWithoutRegister',
    'damagedCurrentLog',
    'databaseAfterLogList',
    'databaseOfAnotherVersion',
    'deadContext',
    'directoryOfAnotherServer',
    'emptyTruncation',
    'endOfAbortedBackupEvent',
    'endOfFile',
    'existingLogsAfterGap',
    'fullDiskAtStart',
    'grbitMismatch',
    'heldDatabase',
    'largeReadBuffer',
    'lastBackupConsulted',
    'listOutOfSequence',
    'locationsOnBackupContext',
    'lockedFile',
    'lockedLogTruncation',
    'logNumberWhileStopped',
    'logsGone',
    'longClientName',
    'lostMove',
    'lowLogMissing',
    'migrationRecord',
    'misalignedRead',
    'missingCheckpointLog',
    'missingFullBackupRefusal',
    'missingLog',
    'missingParameter',
    'missingPatchFile',
    'namesOutOfSequence',
    'nullCheckpointPath',
    'openOutOfSequence',
    'outOfSequenceRefusal',
    'overHintRead',
    'overlongName',
    'patchFileRemoval',
    'protectedDatabase',
    'refusalPrecedence',
    'refusalWhileBusy',
    'registerAfterComplete',
    'restoreWhileRunning',
    'secondComplete',
    'secondRecovery',
    'secondRegister',
    'secondRemoteFileCode',
    'secondRestorePrepare',
    'secondTruncate',
    'shortFirstRead',
    'terminalSession',
    'truncateBeforeLogList',
    'truncateOpenFile',
    'truncateOutOfSequence',
    'truncationBound',
    'underscoreInServerName',
    'unknownAnnotation',
    'unlistedFile',
    'unreachableServer',
    'unreadableCheckpoint',
    'wrongContextKind',
  ]);
});

test.run();
