import type { ExchangeService, ToolResult } from '../../simulator/exchange/index.ts';
import { profileByName } from '../../simulator/profiles/index.ts';
import { hresult } from '../../simulator/protocol/index.ts';
import { impossible } from './adminSteps.ts';
import { plain, type StepReport } from './events.ts';
import { Expectations } from './expectation.ts';
import type { StepFields } from './schema/index.ts';
import { phrase, sentence } from './textOf.ts';
import type { World } from './world.ts';

type Expected = StepFields<'recoverOffline'>['expect'];

export function recoverOfflineStep(world: World, { service: name, expect }: StepFields<'recoverOffline'>): StepReport {
  const service = world.service(name);
  return fromTool(`recover offline: soft recovery of the ${service.name} by a tool`, service.recoverOffline(), expect);
}

export function defragmentStep(world: World, fields: StepFields<'defragment'>): StepReport {
  const { database, whileRunning, expect } = fields;
  const text = `defragment: ${database}.edb was defragmented offline`;
  const tool = (service: ExchangeService): ToolResult => service.defragment(database);
  if (whileRunning === true) return fromTool(text, tool(world.serviceOf(database)), expect);
  return whileStopped(
    [world.serviceOf(database)],
    text,
    ([service]) => (service === undefined ? null : tool(service)),
    expect,
  );
}

export function moveDatabaseStep(world: World, { database, folder }: StepFields<'moveDatabase'>): StepReport {
  const service = world.serviceOf(database);
  const text = `move: ${database}.edb is in ${folder} now`;
  return whileStopped([service], text, () => service.moveDatabase(database, folder));
}

/** Another build is installed, for which all services are stopped and those that ran started again. */
export function installStep(world: World, { profile: name }: StepFields<'install'>): StepReport {
  const text = `install: the server is ${profileByName(name)?.product ?? name} now`;
  return whileStopped([...world.server.services], text, () => world.install(name));
}

/** Services are stopped for something, and those that ran started again. */
function whileStopped(
  services: readonly ExchangeService[],
  text: string,
  tool: (services: readonly ExchangeService[]) => ToolResult | null,
  expect?: Expected,
): StepReport {
  const running = services.filter(({ state }) => state === 'running');
  const unwilling = running.find((service) => !service.stop().stopped);
  if (unwilling !== undefined) return impossible(text, `the ${unwilling.name} cannot be stopped now`);
  const result = tool(services);
  if (result === null) throw new Error('a tool was run on no service');
  const report = fromTool(text, result, expect);
  const unstarted = running.flatMap((service) => {
    const { started, lines } = service.start();
    return started ? [] : [`The ${service.name} did not start again: ${sentence(lines.map(phrase).join('; '))}`];
  });
  if (unstarted.length === 0) return report;
  const hint = 'stop it before this step, and start it after it with an expectation of what then happens';
  return {
    text: [report.text, ...unstarted].join(' '),
    unmet: [...report.unmet, ...unstarted.map((seen) => ({ expected: 'the service starts again', seen, hint }))],
  };
}

/** What a tool came to, held against what was expected of it. */
function fromTool(text: string, result: ToolResult, expect: Expected): StepReport {
  if (expect === undefined) return result.done ? plain(`${text}.`) : impossible(text, result.reason);
  const expectations = new Expectations(result.done ? 'the tool did its work' : result.reason);
  expectations.same('tool', expect.result, result.done ? 'ok' : 'failed');
  const code = result.done || result.jetError === undefined ? null : { code: hresult(result.jetError) };
  expectations.code(expect.code, code);
  const said = result.done ? `${text}.` : `${text}: not done: ${sentence(result.reason)}`;
  return { text: said, unmet: expectations.unmet };
}
