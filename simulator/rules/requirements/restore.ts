import { requirement } from '../requirement.ts';

/** The restore half. */
export const restoreRequirements = {
  prepare: requirement(
    'EDB-RPREP-1',
    'DOCUMENTED',
    'M-HrRestorePrepare',
    'HrRestorePrepare connects to a target and returns a context.',
  ),
  prepareRunning: requirement('EDB-RPREP-2', 'UNKNOWN', 'Q147121', 'Whether a running service is refused is a facet.'),
  prepareSecond: requirement(
    'EDB-RPREP-3',
    'UNKNOWN',
    'H, NTM',
    'A second restore context while one is open is refused; the code is a facet.',
  ),
  locations: requirement(
    'EDB-RLOC-1',
    'DOCUMENTED',
    'M-loc, M-HrRestoreGetDatabaseLocations',
    'HrRestoreGetDatabaseLocations lists the configured directories: checkpoint, logs, then databases with their tokens.',
  ),
  locationsFirst: requirement(
    'EDB-RLOC-2',
    'INFERRED',
    'M-HrRestoreRegister',
    'It works before HrRestoreRegister, whose arguments come from it.',
  ),
  register: requirement(
    'EDB-RREG-1',
    'DOCUMENTED',
    'M-HrRestoreRegister, Q201811, Q200941',
    'HrRestoreRegister writes the "Restore in Progress" key: paths, map, lowest and highest generation.',
  ),
  registerIncremental: requirement(
    'EDB-RREG-2',
    'INFERRED',
    'Q200941',
    'Without a map it extends the highest generation of the restore that is registered already.',
  ),
  registerNoFull: requirement(
    'EDB-RREG-3',
    'DOCUMENTED',
    'Q147121',
    'Without a map and without a restored full backup it is refused with hrNoFullRestore.',
  ),
  registerParameters: requirement(
    'EDB-RREG-4',
    'DOCUMENTED',
    'M-HrRestoreRegister',
    'The log path and the backup log path must be given and the generations be in order and in range; the code hrInvalidParam is inferred.',
  ),
  registerTwice: requirement(
    'EDB-RREG-5',
    'INFERRED',
    'H',
    'While a registered restore is not completed another is refused.',
  ),
  registerMapExists: requirement('EDB-RREG-6', 'INFERRED', 'NTM', 'A map for a target whose map is set is refused.'),
  complete: requirement(
    'EDB-RCOMP-1',
    'DOCUMENTED',
    'H, M-HrRestoreRegisterComplete, Q161584',
    'HrRestoreRegisterComplete with hrNone lets the service start and keeps the key for hard recovery.',
  ),
  completeFailed: requirement(
    'EDB-RCOMP-2',
    'DOCUMENTED',
    'M-restore',
    'With any other state the service is kept from starting until a valid database is restored.',
  ),
  completeUnregistered: requirement(
    'EDB-RCOMP-3',
    'UNKNOWN',
    'edbbcli.md 8.10',
    'What it answers on a context that registered nothing is not known.',
  ),
  end: requirement(
    'EDB-REND-1',
    'DOCUMENTED',
    'M-HrRestoreEnd',
    'HrRestoreEnd ends the context; a restore that was not completed stays registered.',
  ),
} as const;
