import type { EventRecord, ExchangeService } from '../../simulator/exchange/index.ts';
import { closedGenerations } from './backupStep.ts';
import type { StepReport } from './events.ts';
import { Expectations } from './expectation.ts';
import { isAsExpected } from './lastWord.ts';
import type { StepFields } from './schema/index.ts';
import { type Survival, survivalOf } from './survival.ts';
import { countText, phrase } from './textOf.ts';
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
  checkEvents(world.server.eventLog, fields, expectations, said);
  checkServer(world, service, fields, expectations, said);
  return { text: `expect: ${said.join('; ')}.`, unmet: expectations.unmet };
}

function checkEvents(
  log: readonly EventRecord[],
  { event, eventText: words, noEvent, noEventText: badWords }: StepFields<'expect'>,
  expectations: Expectations,
  said: string[],
): void {
  const check = (isMet: boolean, wanted: string, record: EventRecord | undefined, otherwise: string): void => {
    const seen = record === undefined ? otherwise : `event ${record.id} ${record.source}: ${phrase(record.text)}`;
    said.push(seen);
    expectations.holds(isMet, wanted, seen);
  };
  if (event !== undefined) {
    const ofId = log.filter(({ id }) => id === event);
    const found = ofId.find(({ text }) => words === undefined || text.includes(words));
    const wanted = `event ${event}${words === undefined ? '' : ` with "${words}"`}`;
    check(found !== undefined, wanted, found ?? ofId.at(-1), `no event ${event}`);
  }
  if (noEvent !== undefined) {
    const found = log.find(({ id }) => id === noEvent);
    check(found === undefined, `no event ${noEvent}`, found, `no event ${noEvent}`);
  }
  if (badWords !== undefined) {
    const found = log.find(({ text }) => text.toLowerCase().includes(badWords.toLowerCase()));
    check(found === undefined, `no event that says "${badWords}"`, found, `no event says "${badWords}"`);
  }
}

function checkSurvival(
  expectations: Expectations,
  expected: NonNullable<StepFields<'expect'>['recovered']>,
  survival: Survival,
): string {
  expectations.holds(isAsExpected(expected, survival), wantedText(expected), survival.text);
  return survival.text;
}

function wantedText(expected: NonNullable<StepFields<'expect'>['recovered']>): string {
  if (expected === 'all') return 'every committed transaction';
  if (expected === 'unreadable') return 'rows that cannot be read';
  return expected.lost === 'some'
    ? 'some committed transactions are lost'
    : countText(expected.lost, 'lost transaction');
}

function checkServer(
  world: World,
  service: ExchangeService,
  fields: StepFields<'expect'>,
  expectations: Expectations,
  said: string[],
): void {
  const { registry, share, name } = world.server;
  const { restoreKey } = service.core.layout;
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
    const seen = service.circularLoggingAtStart;
    said.push(`circular logging is ${seen === null ? 'what nobody knows' : seen ? 'on' : 'off'}`);
    expectations.same('circular logging', fields.circularLogging, seen);
  }
}

/** `D:\folder` as `\\SERVER\D$\folder`. */
export const uncFolder = (server: string, folder: string): string => `\\\\${server}\\${folder.replace(':', '$')}`;
