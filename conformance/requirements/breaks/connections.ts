import type { Breaks } from './break.ts';

/** The functions, their codes, and the way to the server: API, CONN. */
export const connectionBreaks: Breaks = {
  'EDB-API-1': {
    file: 'simulator/protocol/functions.ts',
    line: "{ section: '3.12', stdcallBytes: 32, returns: 'HRESULT' },",
    becomes: "{ section: '3.12', stdcallBytes: 28, returns: 'HRESULT' },",
  },
  'EDB-API-2': {
    file: 'simulator/protocol/functions.ts',
    line: "single('HrBackupEnd', { section: '3.8', stdcallBytes: 4, returns: 'HRESULT' }, [context]),",
    becomes: "single('HrBackupEnd', { section: '3.8', stdcallBytes: 4, returns: 'VOID' }, [context]),",
  },
  'EDB-API-3': {
    file: 'simulator/protocol/hr.ts',
    line: 'hrInvalidHandle: hresult(0xc7ff0003),',
    becomes: 'hrInvalidHandle: hresult(0xc8000003),',
  },
  'EDB-API-4': {
    file: 'simulator/exchange/client/forms.ts',
    line: 'return this.HrBackupPrepareW(this.#text(server), this.#text(annotation), grbit, backupType);',
    becomes: 'return this.HrBackupPrepareW(this.#text(server), this.#text(annotation), grbit, 1);',
  },
  'EDB-API-5': {
    file: 'simulator/protocol/functions.ts',
    line: "takes('cbReadHintSize', 'DWORD'),",
    becomes: "takes('cbReadHintSize', 'LONG'),",
  },
  'EDB-API-6': {
    file: 'simulator/protocol/engineCodes/unlistedCodes.ts',
    line: '    -1526,',
    becomes: '    -543,',
  },
  'EDB-API-7': {
    file: 'simulator/protocol/exports.ts',
    line: 'stdcallBytes: 12,',
    becomes: 'stdcallBytes: 8,',
  },
  'EDB-CONN-1': {
    file: 'simulator/exchange/client/names.ts',
    line: "const name = server.replace(/^\\\\\\\\/, '');",
    becomes: 'const name = server;',
  },
  'EDB-CONN-2': {
    file: 'simulator/rules/reads.ts',
    line: 'if (!call.tcp && sizeBytes %',
    becomes: 'if (sizeBytes %',
  },
  'EDB-CONN-4': {
    file: 'simulator/rules/prepare.ts',
    line: 'if (isFull ? fullBackupRefused(outcome) : logsOnlyRefused(outcome)) return;',
    becomes: 'next.backup.active = 1; if (isFull ? fullBackupRefused(outcome) : logsOnlyRefused(outcome)) return;',
  },
  'EDB-CONN-5': {
    file: 'simulator/rules/reads.ts',
    line: 'if (circumstances.undrained && isUnderWay &&',
    becomes: 'if (false &&',
  },
  'EDB-CONN-6': {
    file: 'simulator/rules/reads.ts',
    line: 'if (circumstances.local && tcp && filesOpened === 1 && !isUnderWay) {',
    becomes: 'if (false) {',
  },
};
