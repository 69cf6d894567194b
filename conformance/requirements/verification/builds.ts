import { scenarios, testsIn, verified } from '../entry.ts';
import { rules } from '../testFiles.ts';
import type { VerificationOf } from './verificationOf.ts';

const { builds } = rules;
const onServer = testsIn('simulator/exchange/client/builds');

export const buildVerification = {
  unverifiedRead: verified(
    builds(
      'with one processor SP2 hands out pages unseen, with two it does not (Q230215)',
      'with two processors and a buffer above 64 KiB SP3 hands out pages unseen (Q253216)',
    ),
    onServer('damage is noticed by build, processors and buffer as the articles say (Q230215, Q253216)'),
    scenarios('damage-backed-up-unseen'),
  ),
  falseFailure: verified(
    builds('Ese.dll 5.5.2608.0 sees damage in a sound database when the buffer is above 512 KiB (Q237953)'),
    onServer('a sound database fails a read by build, processors and buffer as the article says (Q237953)'),
  ),
  largeBuffer: verified(
    builds('before 5.5.2511.0 a buffer that the server cannot allocate hangs the read, later ones serve it (Q197500)'),
    scenarios('buffer-too-large'),
  ),
  pastEnd: verified(
    builds('a read behind the end hangs with Edbbcli.dll 5.5.2652.x and is answered by others (Q264102)'),
  ),
  longClientName: verified(
    builds('a remote client with a long name gets a little and then nothing from 5.5 (Q275885)'),
    onServer('a client with a shorter name, or on the server itself, is served'),
    scenarios('long-client-name'),
  ),
  closeBeforeEnd: verified(
    builds(
      'closing a file before its end may hang the old DLLs, as the facet says (Q185694)',
      'whether the close of a stopped backup comes back is open before the DLLs that mend it, and settled with them (Q185694)',
    ),
  ),
  secondRemoteFile: verified(
    builds(
      'Exchange 4.0 fails a remote client on NT 4.0 from the second file on, with the 102 that the facet reads (Q156715)',
    ),
    onServer('a remote client on NT 4.0 gets the first file of Exchange 4.0 and not the second (Q156715)'),
    scenarios('second-file-from-nt4'),
  ),
  terminalSession: verified(
    builds(
      'a client in a Terminal Server session gets hrCommunicationError until the fix of May 2000 and SP4 (Q245664)',
    ),
    onServer('a client in a Terminal Server session is refused, and can still end its backup (Q245664)'),
    scenarios('terminal-session'),
  ),
  undrainedClient: verified(
    builds('a client that does not take its data is cut off under way, until SP2 of 5.5 (Q192440)'),
    onServer('a backup to NULL is cut off under way, and the server takes the next one (Q192440)'),
    scenarios('backup-to-null'),
  ),
  socketLookup: verified(
    builds('the DLL of 5.0 SP1 may end the process of a client on the server itself, and of no remote one (Q177807)'),
    onServer(
      'a local client of 5.0 SP1 dies in its first read, and its session goes as that of any client that vanishes (Q177807)',
    ),
    scenarios('local-client-dies'),
  ),
} satisfies VerificationOf<'build'>;
