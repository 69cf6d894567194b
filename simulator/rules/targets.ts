import { Hr, Win32 } from '../protocol/index.ts';
import type { Target } from './call.ts';
import type { Outcome } from './outcome.ts';
import { R } from './requirements/index.ts';

const unreachable = { hrCouldNotConnect: Hr.hrCouldNotConnect, rpcServerUnavailable: Win32.RPC_S_SERVER_UNAVAILABLE };

/** Answers a context-making call whose server or annotation led nowhere; true when the service was reached. */
export function targetReached(target: Target, outcome: Outcome): boolean {
  switch (target) {
    case 'reached':
      return true;
    case 'null-argument':
      outcome.refuse(Hr.hrInvalidParam, R.context.nullArgument);
      return false;
    case 'underscore':
      outcome.refuse(Hr[outcome.choices.of('underscoreInServerName')], R.context.underscore);
      return false;
    case 'netbios-off':
      outcome.refuse(Hr.hrCouldNotConnect, R.context.netbiosOff);
      return false;
    case 'no-endpoints':
      outcome.refuse(Win32.RPC_S_SERVER_UNAVAILABLE, R.context.noEndpoints);
      return false;
    case 'unknown-server':
      outcome.refuse(unreachable[outcome.choices.of('unreachableServer')], R.context.unknownServer);
      return false;
    case 'annotation-in-other-case':
      if (outcome.choices.of('annotationCase') === 'any-case') return true;
      outcome.refuse(Hr[outcome.choices.of('unknownAnnotation')], R.context.unknownAnnotation);
      return false;
    case 'unknown-annotation':
      outcome.refuse(Hr[outcome.choices.of('unknownAnnotation')], R.context.unknownAnnotation);
      return false;
  }
}
