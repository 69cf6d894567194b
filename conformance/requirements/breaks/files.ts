import type { Breaks } from './break.ts';

/** Files: their names and places, and what their headers say: FILE. */
export const fileBreaks: Breaks = {
  'EDB-FILE-1': {
    file: 'simulator/exchange/service/engineOptions.ts',
    line: 'logFolder: paths.logFolder,',
    becomes: "logFolder: 'D:\\\\exchsrvr\\\\mdbdata',",
  },
  'EDB-FILE-2': {
    file: 'simulator/engine/format/logFileName.ts',
    line: 'generation.toString(16)',
    becomes: 'generation.toString(10)',
  },
  'EDB-FILE-3': {
    file: 'simulator/engine/format/logFileName.ts',
    line: '/^edb([0-9a-f]{5})\\.log$/i',
    becomes: '/^edb([0-9a-f]{5})\\.log$/',
  },
  'EDB-FILE-4': {
    file: 'simulator/engine/recovery/restoredLogs.ts',
    line: 'present.push({ path, file, header, isClosed: true });',
    becomes: 'present.push({ path, file, header: { ...header, generation }, isClosed: true });',
  },
  'EDB-FILE-5': {
    file: 'simulator/engine/format/logHeader.ts',
    line: 'export const LOG_FILE_SIZE_BYTES = 5242880;',
    becomes: 'export const LOG_FILE_SIZE_BYTES = 5000192;',
  },
  'EDB-FILE-6': {
    file: 'simulator/engine/log/logWriter.ts',
    line: 'if (closed.generation >= limit) return JetError.JET_errLogSequenceEnd;',
    becomes: 'if (closed.generation > limit) return JetError.JET_errLogSequenceEnd;',
  },
  'EDB-FILE-7': {
    file: 'simulator/engine/log/logWriter.ts',
    line: 'if (!this.#mayUseReserve) return null;',
    becomes: 'return null;',
  },
  'EDB-FILE-8': {
    file: 'simulator/engine/recovery/newStream.ts',
    line: 'const generation = store.internals.firstGeneration ?? 1;',
    becomes: 'const generation = store.internals.firstGeneration ?? 2;',
  },
  'EDB-FILE-9': {
    file: 'simulator/engine/store/store.ts',
    line: 'attachments: [],',
    becomes:
      'attachments: this.options.databases.map(({ id, path }) => ({ databaseId: id, databaseTime: 0, objectIdLast: 0, maximumPages: 0, attachPosition: this.checkpoint.position, consistentPosition: this.checkpoint.position, signature, path })),',
  },
  'EDB-FILE-10': {
    file: 'simulator/engine/format/logHeader.ts',
    line: 'writeAttachments(view, 671, header.attachments);',
    becomes: '',
  },
  'EDB-FILE-11': {
    file: 'simulator/engine/log/inspectLogFolder.ts',
    line: 'next.previousCreatedSeconds === previous.createdSeconds &&',
    becomes: '',
  },
  'EDB-FILE-12': {
    file: 'simulator/engine/format/databaseHeader.ts',
    line: 'writeSignature(view, 108, header.logSignature);',
    becomes: '',
  },
  'EDB-FILE-13': {
    file: 'simulator/protocol/constants.ts',
    line: 'export const HEADER_PAGE_COUNT = 2;',
    becomes: 'export const HEADER_PAGE_COUNT = 1;',
  },
  'EDB-FILE-14': {
    file: 'simulator/engine/format/logPosition.ts',
    line: 'sector: Math.floor(offsetBytes / LOG_SECTOR_SIZE_BYTES),',
    becomes: 'sector: Math.floor(offsetBytes / 4096),',
  },
  'EDB-FILE-15': {
    file: 'simulator/exchange/layout.ts',
    line: '\\\\ParametersPrivate`',
    becomes: '\\\\ParametersSystem`',
  },
  'EDB-FILE-16': {
    file: 'simulator/rules/prepare.ts',
    line: "if (choices.of('lastBackupConsulted') === 'registry') {",
    becomes: 'if (false) {',
  },
  'EDB-FILE-17': {
    file: 'simulator/engine/log/logWriter.ts',
    line: 'this.#owner.onRolled(closed.generation);',
    becomes:
      'this.#disk.open(numberedLogPath(this.#folder, 1))?.write(LOG_HEADER_SIZE_BYTES, new Uint8Array(closed.generation)); this.#owner.onRolled(closed.generation);',
  },
  'EDB-FILE-18': {
    file: 'simulator/exchange/service/engineOptions.ts',
    line: 'systemFolder: paths.systemFolder,',
    becomes: 'systemFolder: paths.logFolder,',
  },
  'EDB-FILE-19': {
    file: 'simulator/exchange/service/start.ts',
    line: 'if (circularLogging.ok) consultCircularLogging(core, circularLogging.on);',
    becomes: '',
  },
  'EDB-FILE-20': {
    file: 'simulator/exchange/service/service.ts',
    line: 'writeDatabasePath(this.#server.registry, this.core.layout, name, newPath);',
    becomes: '',
  },
  'EDB-FILE-21': {
    file: 'simulator/rules/service.ts',
    line: 'const needsParameter = event.parameterMissing === 1 && outcome.next.kind === ServiceKind.directory;',
    becomes: 'const needsParameter = false;',
  },
  'EDB-FILE-22': {
    file: 'simulator/engine/store/openDatabaseFile.ts',
    line: 'disk.isFolder(path)',
    becomes: 'false',
  },
  'EDB-FILE-23': {
    file: 'simulator/engine/store/openDatabaseFile.ts',
    line: 'if (version !== format.databaseVersion) {',
    becomes: 'if (false) {',
  },
  'EDB-FILE-24': {
    file: 'simulator/exchange/service/service.ts',
    line: 'const TOOL_ERROR_WITHOUT_ACCESS = JetError.JET_errFileAccessDenied;',
    becomes: 'const TOOL_ERROR_WITHOUT_ACCESS = JetError.JET_errDatabaseInconsistent;',
  },
  'EDB-FILE-25': {
    file: 'simulator/exchange/fileLocks.ts',
    line: "return this.accessTo(path) !== 'free';",
    becomes: 'return false;',
  },
  'EDB-FILE-26': {
    file: 'simulator/engine/store/store.ts',
    line: 'this.isLocked(temporary) || this.isHeld(current)',
    becomes: 'this.isLocked(temporary)',
  },
  'EDB-FILE-27': {
    file: 'simulator/engine/store/store.ts',
    line: "return this.options.accessTo?.(path) === 'held';",
    becomes: 'return this.isLocked(path);',
  },
  'EDB-FILE-28': {
    file: 'simulator/exchange/service/service.ts',
    line: 'if (!fileLocks.isLocked(database.path)) return database;',
    becomes: 'if (fileLocks !== null) return database;',
  },
  'EDB-FILE-29': {
    file: 'simulator/engine/defragmentDatabase.ts',
    line: '  if (error !== 0) return error;\n',
    becomes: '',
  },
};
