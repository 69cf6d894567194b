import { requirement } from '../../../simulator/rules/index.ts';
import { agentEntry, impossible, scenarios, verified } from '../entry.ts';
import { agent, engine } from '../testFiles.ts';

const { restoreProcedure, restoreAgent } = agent;

const fullRestore =
  'a full restore registers its map and generations, erases, and writes every file where its token belongs';
const followingSets = 'following sets pass no map, keep the low generation, extend the high one, and erase nothing';
const noChain =
  'sets that do not form a chain are refused in words that name the missing link, before anything is called';
const alwaysCompleted =
  'whatever fails, the registration is completed with the failure and every context ended (property)';
const damagedSet =
  'a damaged set is refused before the first call: truncated, altered, missing, extra and unfinished, one line each';

/** Rules for who restores: what to register, what to write, and in which order. */
export const restoreRuleEntries = [
  agentEntry(
    'A-9',
    requirement(
      'EDB-AGENT-9',
      'INFERRED',
      'Q240153, Q231299',
      ['HrRestoreRegister'],
      'Keep every patch file with the database and the backup it belongs to.',
    ),
    verified(
      restoreAgent(damagedSet),
      engine.hardRefusals('a patch file of another backup, database or time is refused'),
    ),
  ),
  agentEntry(
    'A-11',
    requirement(
      'EDB-AGENT-10',
      'DOCUMENTED',
      'Q188650, Q192176 (against M-HrRestoreRegister)',
      ['HrRestoreRegister'],
      'Put into the map the databases that are restored and no others, and count its rows.',
    ),
    verified(
      restoreProcedure(fullRestore, 'after one of two stores was restored a full backup is asked for (Q191357)'),
    ),
  ),
  agentEntry(
    'A-12',
    requirement(
      'EDB-AGENT-11',
      'DOCUMENTED',
      'Q169859, Q232705, Q262041, M-EDB_RSTMAP',
      ['HrRestoreRegister'],
      'Each row of the map is the old and the new path, in this order, and nothing else.',
    ),
    verified(restoreProcedure(fullRestore, 'the A form says the same as the W form')),
  ),
  agentEntry(
    'A-13',
    requirement(
      'EDB-AGENT-12',
      'DOCUMENTED',
      'Q262041',
      ['HrRestoreRegister'],
      'The old path is the one that the logs know the database by; after a move take a full backup.',
    ),
    verified(restoreProcedure(fullRestore), scenarios('moved-database')),
  ),
  agentEntry(
    'A-14',
    requirement(
      'EDB-AGENT-13',
      'DOCUMENTED',
      'Q200941, Q269782, Q322314, M-HrRestoreRegister',
      ['HrRestoreRegister'],
      'Register the generations that are really restored: the lowest of the full set to the highest of all, without a gap.',
    ),
    verified(
      restoreProcedure(followingSets, noChain),
      restoreAgent(
        'a log whose header disagrees with the manifest or its name is refused, unless a broken chain is accepted',
      ),
      scenarios('incremental-link-missing'),
    ),
  ),
  agentEntry(
    'A-15',
    requirement(
      'EDB-AGENT-14',
      'DOCUMENTED',
      'Q258236',
      ['HrRestoreRegister'],
      'Restore the logs together with the databases.',
    ),
    verified(
      restoreProcedure(
        fullRestore,
        'a deviating client restores a broken chain all the same, but never a set without logs',
      ),
    ),
  ),
  agentEntry(
    'A-16',
    requirement(
      'EDB-AGENT-15',
      'DOCUMENTED',
      'Q179654',
      ['HrRestoreRegister', 'HrRestoreRegisterComplete'],
      'Restore all incremental sets before the service starts, and warn that newer logs on the server may be deleted.',
    ),
    verified(
      restoreProcedure(
        followingSets,
        'a restore without erasing removes nothing and warns about newer logs on the server',
      ),
      scenarios('incremental-chain', 'started-between-sets'),
    ),
  ),
  agentEntry(
    'A-17',
    requirement(
      'EDB-AGENT-16',
      'DOCUMENTED',
      'M-restore, M-HrRestoreRegisterComplete, M-HrRestoreEnd, Q181795',
      ['HrRestoreRegisterComplete', 'HrRestoreEnd'],
      'Complete a registered restore that failed too, with the failure, and end every context.',
    ),
    verified(
      restoreProcedure(
        alwaysCompleted,
        'a refusal of the target at any step is told to the server as a failed restore (property)',
      ),
      scenarios('restore-while-running'),
    ),
  ),
  agentEntry(
    'A-18',
    requirement(
      'EDB-AGENT-17',
      'DOCUMENTED',
      'Q231299',
      ['HrRestoreRegisterComplete'],
      'Let nothing recover the databases between a restore and the first start of their service.',
    ),
    verified(
      restoreProcedure(fullRestore),
      engine.hardRefusals('a database that was recovered already does not match its patch file any more (Q231299)'),
    ),
  ),
  agentEntry(
    'A-19',
    requirement(
      'EDB-AGENT-18',
      'INFERRED',
      'Q201811, M-HrBackupPrepare, M-HrRestorePrepare, Q166824',
      ['HrRestorePrepare', 'HrRestoreRegister'],
      'Check the rights for a restore before anything is copied: they are more than those for a backup.',
      { level: 'should' },
    ),
    impossible('Rights are checked by Windows, and no Windows is simulated.'),
  ),
];
