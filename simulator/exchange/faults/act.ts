import type { VirtualDisk } from '../../engine/index.ts';
import type { Profile } from '../../profiles/index.ts';
import { Hr, type Hresult, type JetErrorNumber, Win32 } from '../../protocol/index.ts';
import type { ServiceName } from '../layout.ts';
import { blankPage, corruptByte, corruptPage, type DamageResult, tearFile, tearPage } from './damage.ts';
import type { Fault, FaultFunction } from './fault.ts';

/** A client as a fault meets it. */
export interface FaultClient {
  /** Its contexts end as the profile says; it goes on. */
  disconnect(): void;
  /** Its process dies. */
  kill(cause: Fault): void;
}

/** A service as a fault meets it. */
interface FaultService {
  readonly state: 'running' | 'stopped';
  crash(): void;
  /** The next log that it would begin cannot be made. */
  failNewLog(jetError: JetErrorNumber): void;
}

/** What a fault can touch of a server. */
export interface FaultScene {
  readonly disk: VirtualDisk;
  readonly profile: Profile;
  /** The full path of a file that is there, by name or path; null when none is. */
  locate(file: string): string | null;
  service(name: ServiceName): FaultService | null;
  /** The clients that have a context. */
  clients(): readonly FaultClient[];
}

/** The call in which a fault strikes. */
export interface FaultyCall {
  readonly function: FaultFunction;
  readonly client: FaultClient;
  /** The service that it is addressed to, null when it leads to none. */
  readonly service: ServiceName | null;
  /** For a read: the file, and the bytes that the read would hand over; null when nothing is open. */
  readSpan(): { readonly path: string; readonly fromBytes: number; readonly toBytes: number } | null;
}

/** What a fault came to. */
export interface Struck {
  /** The call is answered with this. */
  readonly code: Hresult | null;
  readonly hangs: boolean;
  /** A read hands over no more than so many bytes; null: as many as there are. */
  readonly readLimitBytes: number | null;
  /** Why nothing changed; null when the fault did what it says. */
  readonly withoutEffect: string | null;
}

const struck = (changes: Partial<Struck> = {}): Struck => ({
  code: null,
  hangs: false,
  readLimitBytes: null,
  withoutEffect: null,
  ...changes,
});

/** Lets a fault happen, in a call or between calls. */
export function act(fault: Fault, scene: FaultScene, call: FaultyCall | null): Struck {
  const { when, what } = fault;
  switch (what.kind) {
    case 'return':
      return struck({ code: what.code });
    case 'hang':
      return struck({ hangs: true });
    case 'shorten-read':
      return struck({ readLimitBytes: what.sizeBytes });
    case 'lose-connection':
      return onClients(scene, call, (client) => client.disconnect());
    case 'kill-client':
      return onClients(scene, call, (client) => client.kill(fault));
    case 'kill-service':
      return killService(what.service, scene, when.kind !== 'time' && when.side === 'after' ? call : null);
    case 'corrupt-page':
      return onFile(scene, what.file, (path) => corruptPage(scene.disk, path, what.page));
    case 'corrupt-byte':
      return onFile(scene, what.file, (path) => corruptByte(scene.disk, path, what.offsetBytes));
    case 'blank-page':
      return onFile(scene, what.file, (path) => blankPage(scene.disk, path, what.page));
    case 'fail-new-log':
      return failNewLog(what.service, what.jetError, scene);
    case 'tear-page':
      return onFile(scene, what.file, (path) => tearPage(scene.disk, path, what.page));
    case 'tear-file':
      return onFile(scene, what.file, (path) => tearFile(scene.disk, path, what.offsetBytes));
    case 'fill-disk':
      scene.disk.setCapacity(what.volume, scene.disk.usedBytes(what.volume));
      return struck();
    case 'free-disk':
      scene.disk.setCapacity(what.volume, null);
      return struck();
  }
}

function onClients(scene: FaultScene, call: FaultyCall | null, deed: (client: FaultClient) => void): Struck {
  const clients = call === null ? scene.clients() : [call.client];
  if (clients.length === 0) return struck({ withoutEffect: 'no client has a context' });
  for (const client of clients) deed(client);
  return struck({ code: call === null ? null : lostAnswer(scene.profile, call.function) });
}

/** `answering`: the call whose answer is lost when the service that it was addressed to dies. */
function killService(name: ServiceName, scene: FaultScene, answering: FaultyCall | null): Struck {
  const service = scene.service(name);
  if (service === null) return struck({ withoutEffect: `there is no ${name}` });
  if (service.state === 'stopped') return struck({ withoutEffect: `the ${name} is not running` });
  service.crash();
  return struck({ code: answering?.service === name ? lostAnswer(scene.profile, answering.function) : null });
}

function failNewLog(name: ServiceName, jetError: JetErrorNumber, scene: FaultScene): Struck {
  const service = scene.service(name);
  if (service === null) return struck({ withoutEffect: `there is no ${name}` });
  service.failNewLog(jetError);
  return struck();
}

function onFile(scene: FaultScene, file: string, damage: (path: string) => DamageResult): Struck {
  const path = scene.locate(file);
  return struck({ withoutEffect: path === null ? `there is no ${file}` : damage(path) });
}

const withoutContext: readonly FaultFunction[] = ['HrBackupPrepare', 'HrRestorePrepare', 'HrSetCurrentBackupLog'];

/**
 * The code of a call whose answer never arrived: that of a call on a dead context (facet dead-context; Q245664, Q314588).
 * A call that names no context cannot be told that its context is invalid: the library then has nothing left to say but
 * that communication failed (I).
 */
function lostAnswer({ settings }: Profile, name: FaultFunction): Hresult {
  switch (settings.deadContext.value) {
    case 'rpcServerUnavailable':
      return Win32.RPC_S_SERVER_UNAVAILABLE;
    case 'hrInvalidHandle':
      return withoutContext.includes(name) ? Hr.hrCommunicationError : Hr.hrInvalidHandle;
    case 'hrCommunicationError':
      return Hr.hrCommunicationError;
  }
}
