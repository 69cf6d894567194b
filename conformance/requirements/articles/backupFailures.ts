import { type FailureRow, row } from './failureRow.ts';

/** Rows of the failure catalogue (edbbcli.md 7): what goes wrong with backups. */
export const backupFailures: readonly FailureRow[] = [
  row(1, 'Q159170', 'The A form of Exchange 4.0 SP3 answers 0x57', {
    facets: ['ansi-database-names', 'second-remote-file'],
    requirements: ['EDB-NAMES-3', 'EDB-LIST-5'],
  }),
  row(2, 'Q256347', 'The log list is taken before the last close', {
    facets: ['list-out-of-sequence', 'log-list-before-close', 'database-after-log-list'],
    requirements: ['EDB-OPEN-5', 'EDB-LOGS-4', 'EDB-LOGS-5'],
  }),
  row(3, 'Q297172', 'A patch file is left over: HrBackupPrepare fails in 5.5', {
    facets: ['stale-patch-file', 'client-gone'],
    requirements: ['EDB-PREP-8', 'EDB-SVC-4', 'EDB-SVC-12'],
  }),
  row(4, 'Q178999', 'A patch file is left over: -1811 in 4.0 and 5.0', {
    facets: ['stale-patch-file', 'client-gone'],
    requirements: ['EDB-PREP-8', 'EDB-OPEN-9', 'EDB-SVC-4', 'EDB-SVC-12', 'EDB-EVENT-2'],
  }),
  row(5, 'Q178934', 'A log is missing or corrupt: a full backup stops with -1811', {
    requirements: ['EDB-OPEN-7', 'EDB-EVENT-2'],
  }),
  row(6, 'Q295751', 'No full backup on record: 0xC8000230 and event 156', {
    facets: ['missing-full-backup-refusal'],
    requirements: ['EDB-PREP-11', 'EDB-BOOK-9'],
  }),
  row(7, 'Q245211', 'The bookkeeping was not replicated in a cluster: a log is said to be missing', {
    facets: ['last-backup-consulted', 'log-number-while-stopped'],
    requirements: ['EDB-PREP-12', 'EDB-END-3', 'EDB-SVC-14', 'EDB-BOOK-10', 'EDB-BOOK-14', 'EDB-FILE-16'],
  }),
  row(8, 'Q261160', 'NetBIOS over TCP/IP is off: cannot connect', {
    facets: ['unreachable-server'],
    requirements: ['EDB-CTX-7', 'EDB-CTX-11', 'EDB-PREP-5'],
  }),
  row(9, 'Q314588', 'An address without RPC endpoints: 0x6BA', {
    facets: ['unreachable-server', 'dead-context'],
    requirements: ['EDB-CTX-3', 'EDB-CTX-7', 'EDB-CTX-12'],
  }),
  row(10, 'Q245664', 'A Terminal Server session: 0xC7FF000D', {
    facets: ['dead-context', 'second-remote-file-code', 'terminal-session'],
    requirements: ['EDB-CTX-3', 'EDB-BUILD-8'],
  }),
  row(11, 'Q156715', 'The second file from NT 4.0: 102', {
    facets: ['second-remote-file', 'second-remote-file-code'],
    requirements: ['EDB-BUILD-7'],
  }),
  row(12, 'Q192440', 'A client that does not take its data: hang, communication error', {
    facets: ['undrained-client'],
    requirements: ['EDB-CONN-5'],
  }),
  row(13, 'Q197500', 'A buffer that the server cannot allocate: hang', {
    facets: ['large-read-buffer'],
    requirements: ['EDB-BUILD-3'],
  }),
  row(14, 'Q264102', 'A read behind the end: hang', { facets: ['read-past-end'], requirements: ['EDB-BUILD-4'] }),
  row(15, 'Q260695', 'The fix before that: the backup never finishes', {
    facets: ['read-past-end'],
    notModelled:
      'The article gives no cause; what it describes is what a read behind the end does in the next fix, so the facet has that value there, as UNKNOWN.',
  }),
  row(16, 'Q275885', 'A client name of 15 characters: the backup stalls', {
    facets: ['long-client-name'],
    requirements: ['EDB-BUILD-5'],
  }),
  row(17, 'Q177807', 'An access violation in a local backup', {
    facets: ['socket-lookup'],
    requirements: ['EDB-CONN-6', 'EDB-CONN-3'],
  }),
  row(18, 'Q185694', 'Stopping a backup: the client hangs', {
    facets: ['close-before-end'],
    requirements: ['EDB-BUILD-6'],
  }),
  row(19, 'Q188646', 'A damaged page: -1018', {
    requirements: ['EDB-READ-7', 'EDB-EVENT-2'],
  }),
  row(20, 'Q186184', 'An unused damaged page fails the backup too', {
    facets: ['page-verification'],
    requirements: ['EDB-SESS-4'],
  }),
  row(21, 'Q230215', 'Damage is backed up unseen, one processor', {
    facets: ['page-verification'],
    requirements: ['EDB-BUILD-1'],
  }),
  row(22, 'Q253216', 'Damage is backed up unseen, several processors', {
    facets: ['page-verification'],
    requirements: ['EDB-BUILD-1'],
  }),
  row(23, 'Q237953', 'Damage is seen that is not there', {
    facets: ['page-verification'],
    requirements: ['EDB-BUILD-2'],
  }),
  row(24, 'Q251410', 'Another program holds a log: -1032', {
    requirements: ['EDB-OPEN-10', 'EDB-SESS-2', 'EDB-EVENT-2'],
  }),
  row(25, 'Q271847', 'The patch file fills the disk: -1808', {
    facets: ['patch-file-removal'],
    requirements: ['EDB-CLOSE-3', 'EDB-END-4', 'EDB-FILE-13', 'EDB-PATCH-1', 'EDB-PATCH-2'],
  }),
  row(26, 'Q243601', 'Zeroing makes the backup of a large database time out', {
    requirements: ['EDB-AGENT-20'],
    notModelled: 'The model does not zero pages, and no source says which call times out, and with which code.',
  }),
  row(27, 'Q249148', 'Handles leak in the System Attendant', {
    requirements: ['EDB-KEY-13'],
    notModelled: 'Handles of the System Attendant are no part of the API: no call is answered otherwise.',
  }),
  row(28, 'Q177773', 'Nothing to truncate is success', {
    facets: ['empty-truncation'],
    requirements: ['EDB-TRUNC-2'],
  }),
  row(29, 'Q184578', 'A corrupt checkpoint file: no log is deleted', {
    facets: ['unreadable-checkpoint'],
    requirements: ['EDB-TRUNC-6', 'EDB-CHECK-4'],
  }),
  row(30, 'Q177794', 'Logs are left over under circular logging', {
    facets: ['circular-leftovers'],
    requirements: ['EDB-END-5', 'EDB-CIRC-4'],
  }),
  row(31, 'Q183380', 'A defragmentation: logs no longer match', {
    requirements: ['EDB-SESS-10', 'EDB-BOOK-11', 'EDB-BOOK-12'],
  }),
  row(32, 'Q195515', 'A server was moved: incrementals are not enough', {
    requirements: ['EDB-AGENT-36'],
    notModelled:
      'The identity of a server is not modelled. What follows from it, that logs of another database do not match, is that of row 31.',
  }),
  row(33, 'Q128325', 'Logs were deleted by hand', {
    requirements: ['EDB-SVC-9'],
  }),
  row(34, 'Q246272', 'The log disk is full; circular logging refuses incrementals', {
    requirements: ['EDB-PREP-10', 'EDB-SVC-15', 'EDB-FILE-7', 'EDB-CIRC-3'],
  }),
];
