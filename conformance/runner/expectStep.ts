import type { ExchangeService } from '../../simulator/exchange/index.ts';
import { closedGenerations } from './backupStep.ts';
import type { StepReport } from './events.ts';
import { Expectations } from './expectation.ts';
import type { StepFields } from './schema/index.ts';
import { type Survival, survivalOf } from './survival.ts';
import { countText } from './textOf.ts';
import type { World } from './world.ts';

/** Compares the world with what a scenario says must be true now. */
export function expectStep(world: World, fields: StepFields<'expect'>): StepReport {
  const service = world.service(fields.service);
  const expectations = new Expectations('play the scenario with --json, and keep its sets and traces with --set DIR');
  const said: string[] = [];
  if (fields.recovered !== undefined)
    said.push(checkSurvival(expectations, fields.recovered, survivalOf(world, service)));
  if (fields.state !== undefined) {
    said.push(`${service.name} is ${service.state}`);
    expectations.same('state', fields.state, service.state);
  }
  for (const [wanted, id] of [
    [true, fields.event],
    [false, fields.noEvent],
  ] as const) {
    if (id === undefined) continue;
    const words = wanted ? (fields.eventText ?? '') : '';
    const record = world.server.eventLog.find((event) => event.id === id && event.text.includes(words));
    said.push(
      record === undefined
        ? `no event ${id}${words === '' ? '' : ` with "${words}"`}`
        : `event ${record.id} ${record.source}: ${record.text.replace(/\.+$/, '')}`,
    );
    expectations.same(`event ${id}`, wanted ? 'logged' : 'not logged', record === undefined ? 'not logged' : 'logged');
  }
  checkNoText(world, fields, expectations, said);
  checkServer(world, service, fields, expectations, said);
  return { text: `expect: ${said.join('; ')}.`, unmet: expectations.unmet };
}

function checkNoText(
  world: World,
  { noEventText: words }: StepFields<'expect'>,
  expectations: Expectations,
  said: string[],
): void {
  if (words === undefined) return;
  const record = world.server.eventLog.find(({ text }) => text.toLowerCase().includes(words.toLowerCase()));
  said.push(record === undefined ? `no event says "${words}"` : `event ${record.id} says: ${record.text}`);
  expectations.holds(record === undefined, `no event that says "${words}"`, record?.text ?? 'none');
}

function checkSurvival(
  expectations: Expectations,
  expected: NonNullable<StepFields<'expect'>['recovered']>,
  survival: Survival,
): string {
  const { kind, lostTransactions, text } = survival;
  if (expected === 'all') expectations.holds(kind === 'all', 'every committed transaction', text);
  else if (expected === 'unreadable') expectations.holds(kind === 'unreadable', 'rows that cannot be read', text);
  else if (expected.lost === 'some') expectations.holds(kind === 'lost', 'some committed transactions are lost', text);
  else
    expectations.holds(
      kind === 'lost' && lostTransactions === expected.lost,
      `${expected.lost} lost transactions`,
      text,
    );
  return survival.text;
}

function checkServer(
  world: World,
  service: ExchangeService,
  fields: StepFields<'expect'>,
  expectations: Expectations,
  said: string[],
): void {
  const { registry, share, name } = world.server;
  const { restoreKey, parametersKey } = service.core.layout;
  if (fields.restoreKey !== undefined) {
    const seen = registry.hasKey(restoreKey) ? 'present' : 'absent';
    said.push(`the "Restore in Progress" key is ${seen}`);
    expectations.same('"Restore in Progress" key', fields.restoreKey, seen);
  }
  if (fields.patchFiles !== undefined) {
    const found = share
      .list(uncFolder(name, service.core.paths.logFolder))
      .filter((file) => file.toLowerCase().endsWith('.pat'));
    said.push(found.length === 0 ? 'no patch files' : `patch files ${found.join(', ')}`);
    expectations.same('patch files', fields.patchFiles, found.length === 0 ? 'absent' : 'present');
  }
  if (fields.logs !== undefined) {
    const seen = closedGenerations(service).length;
    said.push(countText(seen, 'closed log'));
    expectations.same('closed logs', fields.logs, seen);
  }
  if (fields.circularLogging !== undefined) {
    const seen = (registry.number(parametersKey, 'Circular Logging') ?? 0) !== 0;
    said.push(`circular logging is ${seen ? 'on' : 'off'}`);
    expectations.same('circular logging', fields.circularLogging, seen);
  }
}

/** `D:\folder` as `\\SERVER\D$\folder`. */
export const uncFolder = (server: string, folder: string): string => `\\\\${server}\\${folder.replace(':', '$')}`;
