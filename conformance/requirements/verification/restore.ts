import { scenarios, verified } from '../entry.ts';
import { exchange, rules } from '../testFiles.ts';
import type { VerificationOf } from './verificationOf.ts';

const { restore } = rules;

export const restoreVerification = {
  prepare: verified(
    restore('HrRestorePrepare hands out a restore context'),
    exchange.calls('both preparing calls hand out a context, which serves until its own end and not after it'),
  ),
  prepareRunning: verified(
    restore('HrRestorePrepare on a running service is accepted or hrError, as the facet says (Q147121)'),
    scenarios('restore-while-running'),
  ),
  prepareSecond: verified(
    restore('a second restore context is refused with the code the facet names, until the first has ended'),
  ),
  locations: verified(
    exchange.restore('the locations are folders: checkpoint, logs, then the databases under their own tokens (M-loc)'),
  ),
  locationsOnBackup: verified(
    restore('the locations on a backup context are refused, or those of a restore context, as the facet says'),
    exchange.openQuestions('where it is served, an agent gets the restore locations in the middle of its backup'),
  ),
  locationsFirst: verified(
    restore('the database locations are there before and after HrRestoreRegister'),
    exchange.restore('the locations are folders: checkpoint, logs, then the databases under their own tokens (M-loc)'),
  ),
  register: verified(
    restore('HrRestoreRegister with a map writes the key with its range and locks the service (Q201811, Q200941)'),
    exchange.restore(
      'registering writes the eight values with their names and types (Q200941)',
      'what a register is told stands under its own name in the key: three folders, the map, the range (Q200941)',
    ),
  ),
  registerIncremental: verified(
    restore(
      'an incremental restore extends the range of the completed full restore and keeps its map',
      'the highest generation is that of the set restored last, so it varies with the order of restoration (Q200941)',
    ),
    exchange.restore(
      'sets restored in another order leave a lower HighLog Number, and everything comes back (Q200941)',
    ),
  ),
  registerNoFull: verified(
    restore(
      'without a map and without a restored full backup the register is refused with hrNoFullRestore (Q147121)',
      'starting the service between the full and the incremental restore consumes the key: hrNoFullRestore (Q147121)',
    ),
    scenarios('started-between-sets'),
    exchange.restore(
      'an incremental restore without a full one is refused, also after the service was started in between (Q147121)',
    ),
  ),
  registerParameters: verified(
    restore(
      'HrRestoreRegister refuses missing paths and generations out of order or range with hrInvalidParam',
      'a negative number of map rows is refused: it must not pass for an incremental restore without a full one',
    ),
    exchange.restore(
      'a register without a log path, without a path of the saved logs, or with its generations in the wrong order is refused',
    ),
  ),
  registerTwice: verified(
    restore('while a registered restore is not completed another is refused with the code the facet names'),
  ),
  registerMapExists: verified(
    restore('a second map after a completed restore is refused, or replaces the first, as the facet says'),
  ),
  complete: verified(
    restore('an incremental restore extends the range of the completed full restore and keeps its map'),
    exchange.restore('a full and an incremental backup bring everything back on an empty server'),
  ),
  completeFailed: verified(
    restore(
      'a restore completed with a failure keeps the service from starting until a valid database is restored (M-restore)',
    ),
    exchange.restore(
      'a restore that is not completed, or failed, keeps the service from starting until the key is gone (Q181795)',
    ),
  ),
  completeUnregistered: verified(
    restore(
      'HrRestoreRegisterComplete on a context that registered nothing is what the facet says, and changes nothing',
    ),
  ),
  end: verified(
    restore(
      'HrRestoreEnd without HrRestoreRegisterComplete leaves the lock in place',
      'a second restore context is refused with the code the facet names, until the first has ended',
    ),
    exchange.calls('both preparing calls hand out a context, which serves until its own end and not after it'),
  ),
  registerAgain: verified(
    restore('a context that has completed a restore, well or not, may register another or not, as the facet says'),
  ),
  registerNoCheckpoint: verified(
    restore('NULL for the path of the checkpoint is taken or refused, as the facet says (M-HrRestoreRegister, M-loc)'),
    exchange.calls('a restore may be registered without the path of the checkpoint, or not, as the facet says'),
  ),
  completeAgain: verified(
    restore('a second HrRestoreRegisterComplete on a context is what the facet says, and changes nothing'),
  ),
  locationsAbsent: verified(
    restore(
      'a store that the server does not have is left out of the locations or has no path there, as the facet says',
    ),
    exchange.openQuestions('a server without a public store lists no place for it, or an entry without a path'),
  ),
} satisfies VerificationOf<'restore'>;
