import { scenarios, testsIn, verified } from '../entry.ts';
import { rules } from '../testFiles.ts';
import type { VerificationOf } from './verificationOf.ts';

const { builds } = rules;
const onServer = testsIn('simulator/exchange/builds');

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
    scenarios('long-client-name'),
  ),
  closeBeforeEnd: verified(builds('closing a file before its end may hang the old DLLs, as the facet says (Q185694)')),
} satisfies VerificationOf<'build'>;
