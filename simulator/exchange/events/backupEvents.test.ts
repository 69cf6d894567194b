import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { BackupType } from '../../protocol/index.ts';
import { backUp } from '../testing/drive.ts';
import { testServer } from '../testing/testServer.ts';

const { BACKUP_TYPE_FULL, BACKUP_TYPE_LOGS_ONLY } = BackupType;

/** Ids and source of the events that a full and an incremental backup by the book leave. */
function eventsOf(profileName: string) {
  const server = testServer({ profileName });
  const before = server.eventLog.length;
  const client = server.connect();
  backUp(client, BACKUP_TYPE_FULL);
  backUp(client, BACKUP_TYPE_LOGS_ONLY);
  return server.eventLog.slice(before).map(({ source, id }) => `${source} ${id}`);
}

test('a backup leaves an event for its beginning and one for its end, with the numbers of its engine', () => {
  assert.equal(eventsOf('exchange-5.5'), ['ESE97 102', 'ESE97 104', 'ESE97 103', 'ESE97 104']);
  assert.equal(eventsOf('exchange-5.0'), ['EDB 12', 'EDB 14', 'EDB 13', 'EDB 14']);
});

test('no event tells of files, of the range of logs or of truncation: those are of Exchange 2000 (ESE jetmsg.mc)', () => {
  const numbers = eventsOf('exchange-5.5').map((event) => Number(event.split(' ')[1]));
  assert.is(numbers.length, 4, 'although files were read and logs listed and truncated');
  assert.ok(numbers.every((id) => id < 200));
});

test('a copy, which truncates nothing, has the same beginning and end', () => {
  const server = testServer();
  const before = server.eventLog.length;
  backUp(server.connect(), BACKUP_TYPE_FULL, { truncate: false });
  assert.equal(
    server.eventLog.slice(before).map(({ id }) => id),
    [102, 104],
  );
});

test.run();
