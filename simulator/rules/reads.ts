import {
  codeOfJet,
  Hr,
  hresult,
  JetError,
  MINIMUM_FIRST_READ_SIZE_BYTES,
  NON_TCP_READ_ALIGNMENT_BYTES,
  SAMPLE_MINIMUM_READ_HINT_SIZE_BYTES,
  Win32,
} from '../protocol/index.ts';
import type { ApiCall } from './call.ts';
import type { Outcome } from './outcome.ts';
import { R } from './requirements/index.ts';
import { backupGoesOn, cancelBackup } from './sessions.ts';
import { OpenKind } from './state.ts';

type Read = Extract<ApiCall, { kind: 'HrBackupRead' }>;

/** Least size of a database's first read, in bytes. */
const leastFirstRead = {
  'more-than-two-pages': SAMPLE_MINIMUM_READ_HINT_SIZE_BYTES,
  'three-pages': MINIMUM_FIRST_READ_SIZE_BYTES,
  'any-size': 0,
} as const;

/** Above this buffer a build misses damage, with several processors (Q253216); above the other one sees it where there is none (Q237953). */
const UNVERIFIED_ABOVE_BYTES = 64 * 1024;
const FALSE_FAILURE_ABOVE_BYTES = 512 * 1024;

export function readFile(outcome: Outcome, call: Read): void {
  const { backup } = outcome.next;
  const { sizeBytes } = call;
  if (!backupGoesOn(call.handle, outcome)) return;
  if (backup.openKind === OpenKind.nothing) return outcome.refuse(Hr.hrInvalidHandle, R.file.readNoFile);
  if (!call.bufferGiven) return outcome.refuse(Hr.hrInvalidParam, R.file.readNullBuffer);
  if (!call.tcp && sizeBytes % NON_TCP_READ_ALIGNMENT_BYTES !== 0) {
    const codes = { hrInvalidParam: Hr.hrInvalidParam, win32InvalidParameter: Win32.ERROR_INVALID_PARAMETER };
    return outcome.refuse(hresult(codes[outcome.choices.of('misalignedRead')]), R.file.readMisaligned);
  }
  const isFirst = backup.openKind === OpenKind.database && backup.openPositionBytes === 0;
  if (isFirst && sizeBytes < leastFirstRead[outcome.choices.of('shortFirstRead')]) {
    return outcome.refuse(Hr.hrInvalidParameter, R.file.readShortFirst);
  }
  if (sizeBytes > call.hintSizeBytes && outcome.choices.of('overHintRead') === 'hrInvalidParameter') {
    return outcome.refuse(Hr.hrInvalidParameter, R.file.readOverHint);
  }
  if (clientIsCutOff(outcome, call) || readHangs(outcome, call)) return;
  const remaining = backup.openSizeBytes - backup.openPositionBytes;
  if (remaining === 0 && sizeBytes > 0) return readAtEnd(outcome);
  if (call.fault !== 0) return readFailed(outcome, call.fault, R.file.readFailed);
  if (isFalseFailure(outcome, call)) {
    return readFailed(outcome, JetError.JET_errReadVerifyFailure, R.build.falseFailure);
  }
  const bytes = Math.min(sizeBytes, remaining, call.availableBytes);
  const verify = isVerified(outcome, call);
  backup.openPositionBytes += bytes;
  outcome
    .add({ kind: 'read', sizeBytes: bytes, verify })
    .succeed(verify ? R.file.read : R.build.unverifiedRead, { kind: 'bytes', sizeBytes: bytes });
}

const secondFileCodes = { waitTimeout: Win32.WAIT_TIMEOUT, isSemaphoreSet: Win32.ERROR_SEM_IS_SET };

/**
 * The builds that fail certain clients, with a server that knows nothing of it: the session stays as it is. Where the
 * articles do not say when it happens, it is the first read, or the second one of a file for what comes under way.
 */
function clientIsCutOff(outcome: Outcome, { circumstances, tcp }: Read): boolean {
  const { choices } = outcome;
  const { filesOpened, openPositionBytes } = outcome.next.backup;
  const isUnderWay = openPositionBytes > 0;
  if (circumstances.local && tcp && filesOpened === 1 && !isUnderWay) {
    if (choices.of('socketLookup') === 'read-ends-process') {
      outcome.endProcess(R.build.socketLookup);
      return true;
    }
  }
  if (circumstances.terminalSession && choices.of('terminalSession') === 'hrCommunicationError') {
    outcome.refuse(Hr.hrCommunicationError, R.build.terminalSession);
    return true;
  }
  if (circumstances.remoteFromNt4 && filesOpened > 1 && choices.of('secondRemoteFile') === 'fails') {
    outcome.refuse(secondFileCodes[choices.of('secondRemoteFileCode')], R.build.secondRemoteFile);
    return true;
  }
  if (circumstances.undrained && isUnderWay && choices.of('undrainedClient') === 'hrCommunicationError') {
    outcome.refuse(Hr.hrCommunicationError, R.build.undrainedClient);
    return true;
  }
  return false;
}

/** The builds in which a read never comes back: a buffer too large for the server (Q197500), a long client name (Q275885). */
function readHangs(outcome: Outcome, call: Read): boolean {
  const { choices } = outcome;
  if (call.sizeBytes > call.circumstances.allocationLimitBytes && choices.of('largeReadBuffer') === 'never-completes') {
    outcome.hang(R.build.largeBuffer);
    return true;
  }
  // The article says that a few kilobytes get through: here, what the first read hands over.
  const isUnderWay = outcome.next.backup.openPositionBytes > 0;
  if (call.circumstances.longClientName && isUnderWay && choices.of('longClientName') === 'stalls') {
    outcome.hang(R.build.longClientName);
    return true;
  }
  return false;
}

function readAtEnd(outcome: Outcome): void {
  const { choices } = outcome;
  if (choices.of('readPastEnd') === 'never-completes') return outcome.hang(R.build.pastEnd);
  const code = choices.of('endOfFile') === 'zero-bytes' ? Hr.hrNone : Win32.ERROR_HANDLE_EOF;
  outcome.settle(code, R.file.readEndOfFile, { kind: 'bytes', sizeBytes: 0 });
}

function isVerified(outcome: Outcome, { sizeBytes, circumstances: { processors } }: Read): boolean {
  if (outcome.next.backup.openKind !== OpenKind.database) return true;
  const which = outcome.choices.of('pageVerification');
  if (which === 'none-on-one-processor') return processors > 1;
  if (which === 'none-above-64-kib-on-several-processors')
    return processors === 1 || sizeBytes <= UNVERIFIED_ABOVE_BYTES;
  return true;
}

function isFalseFailure(outcome: Outcome, { sizeBytes, circumstances: { processors } }: Read): boolean {
  return (
    outcome.next.backup.openKind === OpenKind.database &&
    processors === 1 &&
    sizeBytes > FALSE_FAILURE_ABOVE_BYTES &&
    outcome.choices.of('pageVerification') === 'false-failure-above-512-kib-on-one-processor'
  );
}

function readFailed(outcome: Outcome, fault: number, requirement: Parameters<Outcome['succeed']>[0]): void {
  if (fault === JetError.JET_errReadVerifyFailure) {
    outcome.add({ kind: 'log-event', event: 'page-verification-failed', jetError: fault });
  }
  cancelBackup(outcome, fault);
  outcome.refuse(codeOfJet(fault), requirement);
}
