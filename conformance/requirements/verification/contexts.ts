import { verified } from '../entry.ts';
import { exchange, protocol, rules } from '../testFiles.ts';
import type { VerificationOf } from './verificationOf.ts';

const { contexts } = rules;

export const contextVerification = {
  unknownHandle: verified(
    contexts('a handle that stands for nothing is answered with hrInvalidHandle and changes nothing, in every call'),
    exchange.client('a context that has ended, and one that never was, are answered alike'),
  ),
  wrongKind: verified(
    contexts('a backup call on a restore context, and the reverse, is refused with the code the facet names'),
    rules.restore('the locations on a backup context are refused, or those of a restore context, as the facet says'),
  ),
  deadContext: verified(
    contexts('a context whose server has gone away is answered with the code the facet names (Q245664, Q314588)'),
    exchange.client(
      'faults answer, cut the connection or kill the service at the call they wait for',
      'a context whose session died stays dead when a session of somebody else is there, and does not touch it',
    ),
    exchange.faults('the code of a lost connection is that of a dead context in the profile'),
    exchange.calls('a client whose connection is gone holds dead contexts, also where the server keeps its session'),
  ),
  cancelled: verified(
    contexts('after the engine has cancelled a session every call but HrBackupEnd is answered with hrNoBackup'),
  ),
  underscore: verified(
    contexts('a server name with an underscore is refused with the code the facet names (M-HrBackupPrepare)'),
    exchange.client('targets that lead nowhere are told apart'),
  ),
  nullArgument: verified(
    contexts('a NULL server name or annotation is answered with hrInvalidParam'),
    exchange.client('targets that lead nowhere are told apart'),
  ),
  unknownServer: verified(
    contexts('a server that cannot be reached is answered with one of two codes, as the facet says (Q261160, Q314588)'),
    exchange.client('targets that lead nowhere are told apart'),
  ),
  unknownAnnotation: verified(
    contexts(
      'an annotation that names no service is refused with the code the facet names',
      'an annotation in other letter case names the service or nothing, as the facet says',
    ),
    exchange.client('targets that lead nowhere are told apart'),
  ),
  checkBackupLogs: verified(
    contexts('I_HrCheckBackupLogs is not modelled, because no source describes it'),
    exchange.client('what nobody knows is answered with the mark, never with a guess'),
    protocol.functions('only BackupFree returns nothing, and only the two private exports are not in the header'),
  ),
  restoreW: verified(
    contexts('I_HrRestoreW is not modelled, because no source describes it'),
    exchange.client('what nobody knows is answered with the mark, never with a guess'),
    protocol.functions(
      'stdcall sizes are those of the import library',
      'only BackupFree returns nothing, and only the two private exports are not in the header',
    ),
  ),
  sequenceError: verified(
    contexts('a call that the phase does not allow ends the session or not, each as its own facet says'),
    rules.files(
      'HrBackupGetDatabaseNames on a LOGS_ONLY context is a sequence error (JET-JetGetAttachInfo)',
      'a database cannot be opened on a LOGS_ONLY context',
    ),
    rules.truncate('truncation before the log list is a sequence error'),
  ),
  netbiosOff: verified(
    contexts('without NetBIOS nobody can connect, and where no endpoints are RPC says so itself (Q261160, Q314588)'),
    exchange.openQuestions('an obstacle between client and server is met by every call that names the server'),
  ),
  noEndpoints: verified(
    contexts('without NetBIOS nobody can connect, and where no endpoints are RPC says so itself (Q261160, Q314588)'),
    exchange.openQuestions('an obstacle between client and server is met by every call that names the server'),
  ),
} satisfies VerificationOf<'context'>;
