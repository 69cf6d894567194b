import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ClientFacts, type Endpoint, endpointText, Host, type HostedClient } from '../../binding/host/index.ts';
import type { ClientOptions } from '../../simulator/exchange/index.ts';
import { closedGenerations, type World } from '../runner/index.ts';
import type { AgentSurroundings, RunAgent } from './agent.ts';
import { type AgentReport, failuresOf } from './agentReport.ts';
import { type CodePageOfClient, codePageDoubt, codePageOfStep } from './agentText.ts';
import { unmetOf } from './agentVerdict.ts';
import { CallCounts } from './callCounts.ts';
import { DiskMirror } from './diskMirror.ts';
import type { HostedStep } from './hostedStep.ts';
import { SavedFolder } from './savedFiles.ts';
import { serverState } from './serverState.ts';
import { SessionLedger } from './sessions.ts';
import { StreamLedger } from './streams.ts';
import { TraceSink } from './traceSink.ts';

/** What hosting needs to know besides the scenario. */
export interface HostingOptions {
  readonly endpoint: Endpoint;
  readonly run: RunAgent;
  /** Template of the trace's path; null for none. */
  readonly trace: string | null;
  /** Replace names of computers in the trace. */
  readonly redact: boolean;
  /** Folder in which the server's disks are shown; null when they are not. */
  readonly disk: string | null;
  /** Folder in which the agent saves; null when nobody said. */
  readonly saved: string | null;
  /** The host listens. */
  onListening(surroundings: AgentSurroundings): void;
  /** Something that a person should know, a sentence. */
  onNote(level: 'info' | 'warning', text: string): void;
  /** A defect of the simulator: the agent saw its connection break. */
  onDefect(error: unknown): void;
}

export type HostingResult =
  | { readonly ok: true; readonly report: AgentReport }
  /** Nothing was started. One sentence without a full stop. */
  | { readonly ok: false; readonly problem: string };

/** After the agent's end its helpers have this long to hang up. */
const FAREWELL_MILLISECONDS = 2_000;
/** Strangers may knock often; a person hears of the first few. */
const MAXIMUM_NOTES = 20;

/** Hosts the server of a world for one agent, from its start to its end. */
export async function hostAgent(world: World, step: HostedStep, options: HostingOptions): Promise<HostingResult> {
  const hosting = new Hosting(world, step, options);
  return hosting.run();
}

class Hosting {
  readonly #world: World;
  readonly #step: HostedStep;
  readonly #options: HostingOptions;
  readonly #counts = new CallCounts();
  readonly #codePageOf: CodePageOfClient;
  readonly #sessions: SessionLedger;
  readonly #streams: StreamLedger;
  readonly #trace: TraceSink | null;
  readonly #token = randomBytes(24).toString('hex');
  readonly #warnings = new Set<string>();
  #noteCount = 0;
  #mirror: DiskMirror | null = null;
  #surroundings: AgentSurroundings | null = null;

  constructor(world: World, step: HostedStep, options: HostingOptions) {
    this.#world = world;
    this.#step = step;
    this.#options = options;
    this.#codePageOf = codePageOfStep(step);
    this.#sessions = new SessionLedger(this.#codePageOf);
    this.#streams = new StreamLedger((context) => this.#sessions.numberOf(context), this.#codePageOf);
    const { trace, redact } = options;
    this.#trace =
      trace === null
        ? null
        : new TraceSink({
            template: trace,
            redact,
            server: world.server.name,
            faults: world.faults,
            onProblem: (text) => this.#note('warning', text),
          });
  }

  async run(): Promise<HostingResult> {
    const { endpoint, disk } = this.#options;
    const host = this.#newHost(endpoint);
    const listening = await host.listen();
    if (!listening.ok) return listening;
    try {
      // Only now: a host that cannot listen leaves no filled folder behind.
      const shown = disk === null ? null : DiskMirror.show(this.#world.server, disk);
      if (shown?.ok === false) return shown;
      this.#mirror = shown?.mirror ?? null;
      return { ok: true, report: await this.#host(host, listening.endpoint) };
    } finally {
      await host.close();
      this.#trace?.close();
    }
  }

  async #host(host: Host, endpoint: Endpoint): Promise<AgentReport> {
    const { run, onListening } = this.#options;
    const service = this.#world.service(this.#serviceName());
    const logsBefore = closedGenerations(service);
    const surroundings: AgentSurroundings = {
      endpoint: endpointText(endpoint),
      token: this.#token,
      server: this.#world.server.name,
      sets: this.#world.options.setFolder,
      disk: this.#options.disk,
      onUnanswered: () => {},
    };
    this.#surroundings = surroundings;
    onListening(surroundings);
    const { saved } = this.#options;
    const folder = saved === null ? null : new SavedFolder(saved);
    const ending = await run(surroundings);
    await this.#farewell(host);
    await host.close();
    this.#takeOver('the end of the agent');
    this.#streams.endAll();
    const traces = this.#trace?.paths ?? [];
    const found = folder?.find(this.#streams.streams) ?? null;
    for (const problem of found?.problems ?? []) this.#note('warning', problem);
    const logsAfter = new Set(closedGenerations(service));
    const truncated = logsBefore.filter((generation) => !logsAfter.has(generation)).length;
    const streams = found?.streams ?? this.#streams.streams;
    const { clients, calls, readBytes, failures, failedCalls } = this.#counts;
    return {
      ending,
      clients,
      calls,
      readBytes,
      failures: failuresOf(this.#counts),
      failedCalls,
      truncated,
      streams,
      savedIn: saved,
      server: serverState(this.#world.server),
      traces,
      unmet: unmetOf(this.#step, { ending, calls, failures, truncated, streams, sessions: this.#sessions.sessions }),
    };
  }

  #serviceName() {
    return this.#step.backup?.service ?? this.#step.restore?.service;
  }

  #newHost(endpoint: Endpoint): Host {
    return new Host({
      endpoint,
      token: this.#token,
      connect: (facts) => this.#connect(facts),
      randomBytes: (count) => randomBytes(count),
      now: () => performance.timeOrigin + performance.now(),
      hooks: {
        clientCame: (client) => {
          this.#counts.came(client);
          this.#trace?.came(client);
        },
        clientGone: (client, unfreedLists) => {
          this.#counts.gone(client, unfreedLists);
          this.#trace?.gone(client, unfreedLists);
        },
        beforeCall: ({ function: name }) => this.#betweenCalls(name),
        afterCall: (call) => {
          if (call.refusal !== null) this.#note('warning', `${call.refusal}. It was answered NOT_MODELLED.`);
          this.#counts.take(call);
          this.#sessions.take(call);
          this.#streams.take(call);
          this.#trace?.call(call);
        },
        unanswered: (call, cause) => {
          this.#trace?.unanswered(call);
          const kind = cause.name === 'ClientKilled' ? 'killed' : 'hung';
          if (kind === 'hung') this.#note('warning', `${cause.message}.`);
          this.#surroundings?.onUnanswered({ kind, call: call.function, reason: cause.message });
        },
        refused: (reason, client) => {
          const who =
            client === null ? 'A connection was refused' : `The connection of process ${client.processId} was closed`;
          this.#note('warning', `${who}: ${reason}.`);
        },
        defect: (_call, error) => this.#options.onDefect(error),
      },
    });
  }

  #connect(client: ClientFacts): HostedClient {
    const doubt = codePageDoubt(client, this.#step);
    if (doubt !== null) this.#note('warning', `${doubt}.`);
    const api = this.#world.server.connect({ codePage: this.#codePageOf(client), ...clientOptions(this.#step) });
    return { api, gone: () => api.disconnect() };
  }

  /** What happens to the server between two calls of the agent, as between two calls of the reference agent. */
  #betweenCalls(name: string): void {
    if (name === 'HrRestoreRegisterComplete' || name === 'HrRestoreEnd') this.#takeOver(name);
    if (this.#counts.calls === 0) return;
    this.#world.clock.advance(1);
    const transactions = this.#step.backup?.loadDuring ?? 0;
    if (transactions > 0) this.#world.runLoad(this.#world.service(this.#serviceName()), transactions);
  }

  #takeOver(when: string): void {
    const taken = this.#mirror?.takeOver();
    if (taken === undefined) return;
    const { written, removed, problems } = taken;
    for (const problem of problems) this.#note('warning', `${problem}.`);
    if (written.length + removed.length === 0) return;
    const what = `${written.length} files written and ${removed.length} removed`;
    this.#note('info', `Taken over from ${this.#options.disk} at ${when}: ${what}.`);
  }

  /** A warning is not said twice: an agent that repeats a mistake must not hide the next one. */
  #note(level: 'info' | 'warning', text: string): void {
    if (this.#noteCount === MAXIMUM_NOTES || this.#warnings.has(text)) return;
    if (level === 'warning') this.#warnings.add(text);
    this.#noteCount += 1;
    this.#options.onNote(level, text);
    if (this.#noteCount === MAXIMUM_NOTES) this.#options.onNote('info', 'Further notes on the agent are left out.');
  }

  /** What the agent started may still be hanging up. */
  async #farewell(host: Host): Promise<void> {
    const step = 20;
    for (let waited = 0; host.clients.length > 0 && waited < FAREWELL_MILLISECONDS; waited += step) await sleep(step);
    const left = host.clients.map(({ processId }) => processId);
    if (left.length > 0) this.#note('warning', `Still connected when the agent had ended: process ${left.join(', ')}.`);
  }
}

/** What the step says of the client, code page apart. */
function clientOptions({ backup }: HostedStep): ClientOptions {
  return {
    ...(backup?.clientName === undefined ? {} : { remoteName: backup.clientName }),
    ...(backup?.clientSystem === undefined ? {} : { remoteSystem: backup.clientSystem }),
    ...(backup?.obstacle === undefined ? {} : { obstacle: backup.obstacle }),
    terminalSession: backup?.terminalSession ?? false,
    undrained: backup?.undrained ?? false,
  };
}
