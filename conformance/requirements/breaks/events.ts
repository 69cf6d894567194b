import type { Breaks } from './break.ts';

/** What a server writes to the event log: EVENT. */
export const eventBreaks: Breaks = {
  'EDB-EVENT-1': {
    file: 'simulator/profiles/events.ts',
    line: "'engine-started': { source: 'ESE97', id: 100 },",
    becomes: "'engine-started': { source: 'EDB', id: 100 },",
  },
  'EDB-EVENT-2': {
    file: 'simulator/rules/sessions.ts',
    line: "event: 'backup-stopped', jetError });",
    becomes: "event: 'backup-completed', jetError });",
  },
  'EDB-EVENT-3': {
    file: 'simulator/profiles/events.ts',
    line: "'incremental-backup-started': { source: 'EDB', id: 13 },",
    becomes: "'incremental-backup-started': { source: 'EDB', id: 103 },",
  },
  'EDB-EVENT-4': {
    file: 'simulator/profiles/events.ts',
    line: "'backup-completed': { source: 'ESE97', id: 104 },",
    becomes: "'backup-completed': { source: 'ESE97', id: 114 },",
  },
  'EDB-EVENT-5': {
    file: 'simulator/rules/logs.ts',
    line: 'outcome.succeed(R.log.truncate);',
    becomes: "outcome.add({ kind: 'log-event', event: 'log-gap', jetError: 0 }).succeed(R.log.truncate);",
  },
  'EDB-EVENT-6': {
    file: 'simulator/exchange/events/recoveryEvents.ts',
    line: "return isRestore(report) ? [] : told('recovery-completed');",
    becomes: 'return [];',
  },
  'EDB-EVENT-7': {
    file: 'simulator/exchange/events/recoveryEvents.ts',
    line: ": told('restore-started', event.folder);",
    becomes: ": told('recovery-started');",
  },
  'EDB-EVENT-8': {
    file: 'simulator/exchange/events/recoveryEvents.ts',
    line: 'default:\n        return [];',
    becomes:
      "case 'existing-logs-discarded':\n        return told('log-header-unreadable', String(event.generations));\n      default:\n        return [];",
  },
  'EDB-EVENT-9': {
    file: 'simulator/exchange/events/recoveryEvents.ts',
    line: "if (profile.settings.logGapEvent.value === 'event-199') {",
    becomes: 'if (profile !== null) {',
  },
  'EDB-EVENT-10': {
    file: 'simulator/exchange/events/startEvents.ts',
    line: "return [eventToWrite(profile, 'database-initialization-failed', error), failure];",
    becomes: 'return [failure];',
  },
  'EDB-EVENT-11': {
    file: 'simulator/exchange/events/startEvents.ts',
    line: 'if (isRestore) return [eventToWrite',
    becomes: 'if (profile === null) return [eventToWrite',
  },
  'EDB-EVENT-12': {
    file: 'simulator/exchange/events/startEvents.ts',
    line: 'if (meaning === null) return',
    becomes: "if (meaning !== '') return",
  },
  'EDB-EVENT-13': {
    file: 'simulator/exchange/service/start.ts',
    line: 'if (isPartial) write(server, core, [singleStoreEvent(order.map, core.databases, server.profile)]);',
    becomes: '',
  },
  'EDB-EVENT-14': {
    file: 'simulator/exchange/events/recoveryEvents.ts',
    line: "return told('file-access-failed', event.path);",
    becomes: 'return [];',
  },
  'EDB-EVENT-15': {
    file: 'simulator/engine/recovery/softRecovery.ts',
    line: 'if (cleanEnd !== null) return goOnBehind(',
    becomes:
      "if (cleanEnd !== null) events.push({ kind: 'started', mode: 'soft' });\n  if (cleanEnd !== null) return goOnBehind(",
  },
};
