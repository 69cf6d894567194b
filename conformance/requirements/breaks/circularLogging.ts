import type { Breaks } from './break.ts';

/** Circular logging: CIRC. */
export const circularLoggingBreaks: Breaks = {
  'EDB-CIRC-1': {
    file: 'simulator/exchange/server.ts',
    line: 'circularLogging: store.circularLogging ?? true,',
    becomes: 'circularLogging: store.circularLogging ?? false,',
  },
  'EDB-CIRC-2': {
    file: 'simulator/engine/store/store.ts',
    line: 'if (this.options.circularLogging) this.purgeLogs();',
    becomes: '',
  },
  'EDB-CIRC-3': {
    file: 'simulator/rules/prepare.ts',
    line: 'if (isFull ? fullBackupRefused(outcome) : logsOnlyRefused(outcome)) return;',
    becomes:
      'if (circularLogging(outcome) || (isFull ? fullBackupRefused(outcome) : logsOnlyRefused(outcome))) return;',
  },
  'EDB-CIRC-4': {
    file: 'simulator/exchange/service/performer.ts',
    line: 'if (effect.lowGeneration > 0) engine.holdLogsFrom(effect.lowGeneration);',
    becomes: '',
  },
  'EDB-CIRC-5': {
    file: 'simulator/exchange/service/service.ts',
    line: 'if (!wasRunning) return done;',
    becomes: 'return done;',
  },
  'EDB-CIRC-6': {
    file: 'simulator/rules/prepare.ts',
    line: 'choices.isBelow(lastSaved + 1, low) || firstMissingGeneration',
    becomes: 'firstMissingGeneration',
  },
  'EDB-CIRC-7': {
    file: 'simulator/engine/store/store.ts',
    line: 'return this.deleteLogs(this.logs.lowest, Math.min(this.checkpoint.inMemory.generation, this.heldGeneration));',
    becomes: 'return 0;',
  },
  'EDB-CIRC-8': {
    file: 'simulator/rules/service.ts',
    line: 'const isSwitchedOn = event.circularLoggingSwitchedOn === 1;',
    becomes: 'const isSwitchedOn = false;',
  },
  'EDB-CIRC-9': {
    file: 'simulator/engine/store/store.ts',
    line: '      if (disk.exists(path) && this.isLocked(path)) break;\n',
    becomes: '',
  },
};
