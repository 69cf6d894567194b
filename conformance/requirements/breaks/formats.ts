import type { Breaks } from './break.ts';

/** Bytes: headers, pages, checkpoint file: FORMAT. */
export const formatBreaks: Breaks = {
  'EDB-FORMAT-1': {
    file: 'simulator/engine/format/shadowedHeader.ts',
    line: "if (shadow !== null) return { kind: 'read', header: shadow, damaged: 'primary' };",
    becomes: '',
  },
  'EDB-FORMAT-2': {
    file: 'simulator/engine/pages/nodeWriter.ts',
    line: 'view.setUint32(8, databaseTime >>> 0, true);',
    becomes: '',
  },
  'EDB-FORMAT-3': {
    file: 'simulator/engine/format/checksum.ts',
    line: 'let sum = CHECKSUM_SEED | 0;',
    becomes: 'let sum = 0;',
  },
  'EDB-FORMAT-4': {
    file: 'simulator/engine/pages/pageCodec.ts',
    line: "return found === pageNumber ? null : 'page-number';",
    becomes: 'return null;',
  },
  'EDB-FORMAT-5': {
    file: 'simulator/engine/format/engineFormat.ts',
    line: 'databaseUpdate: 2,',
    becomes: 'databaseUpdate: 3,',
  },
  'EDB-FORMAT-16': {
    file: 'simulator/engine/format/engineFormat.ts',
    line: 'databaseVersion: 0x500,',
    becomes: 'databaseVersion: 0x600,',
  },
  'EDB-FORMAT-6': {
    file: 'simulator/engine/format/databaseHeader.ts',
    line: 'writeLogTime(view, 288, header.lastScrubSeconds);',
    becomes: "writeLogTime(view, 288, header.lastScrubSeconds);\n  writeUint32(view, 296, 'A later field', 1);",
  },
  'EDB-FORMAT-7': {
    file: 'simulator/engine/pages/systemPages.ts',
    line: 'SHADOW_CATALOG_PAGE_COUNT - 3)],\n      nodes: catalogNodes,',
    becomes: 'SHADOW_CATALOG_PAGE_COUNT - 3)],\n      nodes: () => [],',
  },
  'EDB-FORMAT-8': {
    file: 'simulator/engine/format/engineFormat.ts',
    line: 'logMinor: 995,',
    becomes: 'logMinor: 997,',
  },
  'EDB-FORMAT-17': {
    file: 'simulator/engine/format/engineFormat.ts',
    line: 'logMinor: 1503,',
    becomes: 'logMinor: 1502,',
  },
  'EDB-FORMAT-9': {
    file: 'simulator/engine/store/store.ts',
    line: 'circularLoggingEarlier: previous.circularLogging || previous.circularLoggingEarlier,',
    becomes: 'circularLoggingEarlier: previous.circularLogging,',
  },
  'EDB-FORMAT-10': {
    file: 'simulator/engine/format/checkpointFile.ts',
    line: 'return decodeCheckpoint(bytes, 0) ?? decodeCheckpoint(bytes, PAGE_SIZE_BYTES);',
    becomes: 'return decodeCheckpoint(bytes, 0);',
  },
  'EDB-FORMAT-11': {
    file: 'simulator/engine/format/backupInfo.ts',
    line: 'writeLogTime(view, offset + 8, info.markSeconds);',
    becomes: '',
  },
  'EDB-FORMAT-12': {
    file: 'simulator/exchange/service/engineOptions.ts',
    line: "computerName: '',",
    becomes: 'computerName: server.name,',
  },
  'EDB-FORMAT-13': {
    file: 'simulator/engine/format/logTime.ts',
    line: 'date.getUTCMonth() + 1,\n',
    becomes: 'date.getUTCMonth(),\n',
  },
  'EDB-FORMAT-14': {
    file: 'simulator/engine/recovery/restoredDatabases.ts',
    line: 'if (file.sizeBytes % PAGE_SIZE_BYTES !== 0) {',
    becomes: 'if (file.sizeBytes < 0) {',
  },
  'EDB-FORMAT-15': {
    file: 'simulator/engine/store/headerFields.ts',
    line: '    consistentPosition: NULL_LOG_POSITION,\n    consistentSeconds: 0,\n',
    becomes: '',
  },
};
