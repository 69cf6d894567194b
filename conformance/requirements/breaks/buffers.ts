import type { Breaks } from './break.ts';

/** What a program is handed and gives back, and the size that it announces: FREE, HINT. */
export const bufferBreaks: Breaks = {
  'EDB-FREE-1': {
    file: 'simulator/exchange/client/client.ts',
    line: 'if (buffer !== null) this.#lists.delete(buffer);',
    becomes: '',
  },
  'EDB-FREE-2': {
    file: 'simulator/exchange/client/client.ts',
    line: 'this.#lists.add(result.list);',
    becomes: "if (kind !== 'HrRestoreGetDatabaseLocations') this.#lists.add(result.list);",
  },
  'EDB-FREE-4': {
    file: 'simulator/exchange/client/client.ts',
    line: 'if (code === Hr.hrNone) this.#contexts.remove(hbc);',
    becomes: 'if (code === Hr.hrNone) { this.#contexts.remove(hbc); for (const list of this.#lists) list.fill(0); }',
  },
  'EDB-HINT-1': {
    file: 'simulator/rules/reads.ts',
    line: "if (sizeBytes > call.hintSizeBytes && outcome.choices.of('overHintRead') === 'hrInvalidParameter') {",
    becomes: 'if (sizeBytes < call.hintSizeBytes) {',
  },
  'EDB-HINT-2': {
    file: 'simulator/rules/files.ts',
    line: 'if (backup.openKind === OpenKind.nothing) return outcome.refuse(Hr.hrInvalidHandle, R.file.closeNothing);',
    becomes:
      'if (backup.openKind === OpenKind.nothing) { cancelBackup(outcome, JetError.JET_errInvalidBackupSequence); return outcome.refuse(Hr.hrInvalidHandle, R.file.closeNothing); }',
  },
};
