import { type FailureRow, row } from './failureRow.ts';

/** Rows of the failure catalogue (edbbcli.md 7): what goes wrong with restores, and around them. */
export const restoreFailures: readonly FailureRow[] = [
  row(35, 'Q147121', 'The service was started between full and incremental restore', {
    facets: ['restore-while-running'],
    requirements: ['EDB-RPREP-2', 'EDB-RREG-3'],
  }),
  row(36, 'Q161584', 'The key is there and the databases are not', {
    requirements: ['EDB-RCOMP-1', 'EDB-SVC-7', 'EDB-KEY-6', 'EDB-RECOV-9'],
  }),
  row(37, 'Q175116', 'A failed restore left the key', { requirements: ['EDB-SVC-13', 'EDB-RECOV-9'] }),
  row(38, 'Q181795', 'The key locks the directory out', {
    requirements: ['EDB-SVC-6'],
  }),
  row(39, 'Q201811', 'No right to write the registry', {
    requirements: ['EDB-RREG-1', 'EDB-RIGHT-2'],
    notModelled: 'Windows checks rights, and no Windows is simulated: every caller is allowed.',
  }),
  row(40, 'Q188650', 'The map names a database that was not restored', {
    requirements: ['EDB-SVC-14', 'EDB-RECOV-10', 'EDB-RECOV-16'],
  }),
  row(41, 'Q192176', 'The same, with another agent', { requirements: ['EDB-SVC-14', 'EDB-RECOV-10', 'EDB-RECOV-16'] }),
  row(42, 'Q169859', 'A map that makes no sense: 0x57', { requirements: ['EDB-RECOV-11', 'EDB-LIST-6'] }),
  row(43, 'Q232705', 'Any senseless value in the key: 0x57', { requirements: ['EDB-RECOV-11'] }),
  row(44, 'Q175469', 'Circular logging is on, and was off on the source: error 2', {
    facets: ['circular-logging-mismatch'],
    requirements: ['EDB-CIRC-8'],
  }),
  row(45, 'Q181798', 'Logs of the time of circular logging are not replayed', {
    requirements: ['EDB-CIRC-6'],
  }),
  row(46, 'Q231299', 'A tool ran before the first start: -552', {
    requirements: ['EDB-PATCH-7'],
  }),
  row(47, 'Q240153', 'The wrong patch file was restored: -552', { requirements: ['EDB-AGENT-9'] }),
  row(48, 'Q184830', 'One store of two was restored: -530', {}),
  row(49, 'Q247769', 'A stale edb.log in the way: -530', { facets: ['foreign-current-log'] }),
  row(50, 'Q246277', 'An agent restored wrongly: -1811, -550, -530', {
    notModelled: 'What the agent did is not told; its three codes are those of rows 48, 56 and 63.',
  }),
  row(51, 'Q192657', 'A required log is missing, and nobody says which', {
    facets: ['existing-logs-after-gap', 'missing-restored-log', 'log-gap-event'],
    requirements: ['EDB-RECOV-37'],
  }),
  row(52, 'Q322314', 'A gap, and event 199: -565', {
    facets: ['existing-logs-after-gap'],
    requirements: ['EDB-RECOV-5'],
  }),
  row(53, 'Q269782', 'A gap: -565', {
    facets: ['existing-logs-after-gap'],
    requirements: ['EDB-RECOV-5'],
  }),
  row(54, 'Q179654', 'Newer logs are deleted without a word', {
    facets: ['existing-logs-after-gap'],
    requirements: ['EDB-RECOV-5'],
  }),
  row(55, 'Q262041', 'The path in the logs is not the old side of the map', {
    requirements: ['EDB-RECOV-6'],
  }),
  row(56, 'Q258236', 'The agent restored no logs: -1811 or -509', {
    facets: ['missing-restored-log'],
    requirements: ['EDB-AGENT-14'],
  }),
  row(57, 'Q267238', 'Databases were in the folders already: -1206 or -550', {}),
  row(58, 'Q188674', 'The cluster wrote over the key: -528', {
    requirements: ['EDB-RECOV-12'],
    notModelled: 'The registry of a cluster is not modelled; a key that is gone is (delete it by hand).',
  }),
  row(59, 'Q238063', 'The same, for the store: the current log is missing', {
    requirements: ['EDB-RECOV-12'],
    notModelled: 'As row 58.',
  }),
  row(60, 'Q237739', 'The cluster resource was not taken offline', {
    notModelled:
      'The event belongs to NTBackup, which stops a service that the cluster starts again. Clusters are not modelled.',
  }),
  row(61, 'Q224977', 'Another service pack of Windows and another computer name: -1414', {
    notModelled:
      'The engine compares versions of Windows to rebuild indexes; the model has one Windows and no such index.',
  }),
  row(62, 'Q242063', 'A file copy held the database while the service started', {
    facets: ['held-database'],
    requirements: ['EDB-RECOV-17'],
  }),
  row(63, 'Q178907', 'Open files were copied: -550', {}),
  row(64, 'Q213202', 'A scanner locks the logs: -1032', {
    requirements: ['EDB-FILE-26'],
  }),
  row(65, 'Q176239', 'The checkpoint file was locked under circular logging: -1811', {
    facets: ['missing-checkpoint-log'],
    requirements: ['EDB-CHECK-6', 'EDB-AGENT-38'],
  }),
  row(66, 'Q191357', 'One of two databases was restored: events 134 and 1091', { requirements: ['EDB-RECOV-7'] }),
  row(67, 'Q219035', 'Event 104 reads like a failure', {
    facets: ['end-of-aborted-backup-event', 'completion-event-text'],
    requirements: ['EDB-EVENT-4'],
  }),
  row(68, 'Q264317', 'The public store on another server: event 1117', {
    notModelled: 'A site with several servers is not modelled.',
  }),
];
