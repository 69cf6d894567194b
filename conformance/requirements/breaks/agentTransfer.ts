import type { Breaks } from './break.ts';

/** Rules: reading, buffers, lists and names. */
export const agentTransferBreaks: Breaks = {
  'EDB-AGENT-19': {
    file: 'conformance/procedures/saveFile.ts',
    line: 'if ((bytesRead === 0 || isEndOfFile(code)) &&',
    becomes: 'if ((bytesRead < buffer.length || isEndOfFile(code)) &&',
  },
  'EDB-AGENT-21': {
    file: 'conformance/procedures/options.ts',
    line: 'const isPageMultiple = bufferSizeBytes % PAGE_SIZE_BYTES === 0;',
    becomes: 'const isPageMultiple = bufferSizeBytes > 0;',
  },
  'EDB-AGENT-22': {
    file: 'conformance/procedures/saveFile.ts',
    line: "const taken = yield* tell({ kind: 'data', bytes }, file.path);",
    becomes:
      "const hoard = (session.hoard ??= []);\n      hoard.push(bytes.slice());\n      const isLast = reading.sizeBytes + bytesRead === advertisedBytes;\n      const taken = isLast ? yield* tell({ kind: 'data', bytes: Buffer.concat(hoard.splice(0)) }, file.path) : { ok: true };",
  },
  'EDB-AGENT-23': {
    file: 'conformance/agent/backupAgent.ts',
    line: 'return job.signal?.aborted === true ? interruptedAnswer : done;',
    becomes: 'return done;',
  },
  'EDB-AGENT-24': {
    file: 'conformance/procedures/backup.ts',
    line: 'session.unfreedLists.splice(0)',
    becomes: 'session.unfreedLists',
  },
  'EDB-AGENT-25': {
    file: 'conformance/procedures/forms.ts',
    line: 'list.length === result.sizeBytes',
    becomes: 'list.length > 0',
  },
  'EDB-AGENT-26': {
    file: 'conformance/procedures/saveFile.ts',
    line: 'openFile(hbc, file.path, options',
    becomes: 'openFile(hbc, String.fromCharCode(file.token) + file.path, options',
  },
  'EDB-AGENT-27': {
    file: 'conformance/procedures/options.ts',
    line: "form: { kind: 'W' },",
    becomes: "form: { kind: 'A', codePage: 'cp1252' },",
  },
};
