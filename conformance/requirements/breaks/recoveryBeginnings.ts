import type { Breaks } from './break.ts';

/** Where recovery begins, and which databases take part in it: RECOV. */
export const recoveryBeginningBreaks: Breaks = {
  'EDB-RECOV-18': {
    file: 'simulator/engine/recovery/softRecovery.ts',
    line: 'const start = checkpoint?.generation ?? generations[0] ?? current.generation;',
    becomes: 'const start = checkpoint?.generation ?? current.generation;',
  },
  'EDB-RECOV-19': {
    file: 'simulator/engine/recovery/softRecovery.ts',
    line: 'if (start !== current.generation && !generations.includes(start)) {',
    becomes: 'if (false) {',
  },
  'EDB-RECOV-20': {
    file: 'simulator/engine/recovery/matchAttachment.ts',
    line: 'signaturesEqual(header.signature, attachment.signature) &&',
    becomes: '',
  },
  'EDB-RECOV-21': {
    file: 'simulator/engine/recovery/matchAttachment.ts',
    line: "return order > 0 ? 'later' : 'too-old';",
    becomes: "return order > 0 || !isClean ? 'later' : 'too-old';",
  },
  'EDB-RECOV-22': {
    file: 'simulator/engine/recovery/softRecovery.ts',
    line: 'const start = checkpoint?.generation ?? generations[0] ?? current.generation;',
    becomes: 'const start = checkpoint?.generation ?? generations.at(-1) ?? current.generation;',
  },
  'EDB-RECOV-46': {
    file: 'simulator/engine/recovery/softRecovery.ts',
    line: 'if (!signaturesEqual(checkpoint.logSignature, current.signature)) {',
    becomes: 'if (false) {',
  },
  'EDB-RECOV-47': {
    file: 'simulator/engine/recovery/matchAttachment.ts',
    line: '&& signaturesEqual(header.logSignature, logSignature);',
    becomes: ';',
  },
  'EDB-RECOV-48': {
    file: 'simulator/engine/recovery/softRecovery.ts',
    line: "events.push({ kind: 'started', mode: 'soft' });",
    becomes:
      "if (checkpoint === null && start > 1) return failure(store.answers.missingLog, logFolder, 'a low log is missing.');",
  },
  'EDB-RECOV-49': {
    file: 'simulator/engine/recovery/hardRecovery.ts',
    line: '  if (locked !== null) return locked;\n',
    becomes: '',
  },
};
