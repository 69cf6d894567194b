import { setImmediate } from 'node:timers/promises';
import type { ExchangeService } from '../../simulator/exchange/index.ts';
import type { WorkloadStyle } from '../generators/index.ts';
import { impossible } from './adminSteps.ts';
import { plain, type StepReport } from './events.ts';
import type { StepFields } from './schema/index.ts';
import { countText, generationsText } from './textOf.ts';
import type { World } from './world.ts';

/** Transactions between two turns of the event loop: a fraction of a second. */
const transactionsPerTurn = 100;
/** Log filling looks more often whether the log is full. */
const fillingTransactionsPerTurn = 20;
/** A workload that has not filled its logs after so many turns never will. */
const maximumFillingTurns = 100_000;

export async function loadStep(world: World, { service: name, transactions }: StepFields<'load'>): Promise<StepReport> {
  const service = world.service(name);
  if (service.session === null) return impossible(`load on the ${service.name}`, 'it is not running');
  const before = service.facts.currentGeneration;
  const total = new Total(world, service);
  while (total.ended < transactions && total.goesOn) {
    await total.add(Math.min(transactionsPerTurn, transactions - total.ended), 'ordinary');
    world.options.onProgress?.(`load: ${total.ended} of ${countText(transactions, 'transaction')}`);
  }
  const filled = countText(service.facts.currentGeneration - before, 'log');
  const text = `load: ${countText(total.committed, 'transaction')} committed, ${total.rolledBack} rolled back, ${filled} filled`;
  return total.report(text);
}

export async function fillLogsStep(
  world: World,
  { service: name, generations }: StepFields<'fillLogs'>,
): Promise<StepReport> {
  const service = world.service(name);
  if (service.session === null) return impossible(`fill logs of the ${service.name}`, 'it is not running');
  const before = service.facts.currentGeneration;
  const filled = (): number => service.facts.currentGeneration - before;
  const total = new Total(world, service);
  for (let turn = 0; turn < maximumFillingTurns && filled() < generations && total.goesOn; turn += 1) {
    await total.add(fillingTransactionsPerTurn, 'heavy');
    world.options.onProgress?.(`fill logs: ${filled()} of ${generations}`);
  }
  const { currentGeneration, checkpointGeneration } = service.facts;
  const range = currentGeneration > before ? generationsText(before, currentGeneration - 1) : 'no log';
  return total.report(
    `fill logs: ${countText(total.committed, 'transaction')} committed, ${range} filled, checkpoint in ${checkpointGeneration}`,
  );
}

/** Sums up what a workload does in turns, between which the event loop goes on. */
class Total {
  committed = 0;
  rolledBack = 0;
  readonly #world: World;
  readonly #service: ExchangeService;
  #error = 0;

  constructor(world: World, service: ExchangeService) {
    this.#world = world;
    this.#service = service;
  }

  get ended(): number {
    return this.committed + this.rolledBack;
  }

  get goesOn(): boolean {
    return this.#error === 0 && this.#world.options.signal?.aborted !== true;
  }

  async add(transactions: number, style: WorkloadStyle): Promise<void> {
    const report = this.#world.runLoad(this.#service, transactions, style);
    if (report === null) throw new Error(`the ${this.#service.name} stopped by itself under load`);
    this.committed += report.committed;
    this.rolledBack += report.rolledBack;
    this.#error = report.error;
    await setImmediate();
  }

  report(text: string): StepReport {
    return this.#error === 0 ? plain(`${text}.`) : impossible(text, `the store answered the error ${this.#error}`);
  }
}
