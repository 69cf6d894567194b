import { CallNeverCompletes, ClientKilled, type ToolResult } from '../../simulator/exchange/index.ts';
import { BACKUP_DISABLE_INCREMENTAL, Hr } from '../../simulator/protocol/index.ts';
import { codeText } from '../procedures/index.ts';
import { closedGenerations } from './backupStep.ts';
import { plain, type StepReport } from './events.ts';
import { Expectations } from './expectation.ts';
import { uncFolder } from './expectStep.ts';
import type { StepFields } from './schema/index.ts';
import { countText, phrase, sentence } from './textOf.ts';
import type { World } from './world.ts';

/** A thing that could not be done, although the scenario says that it is done. */
export const impossible = (text: string, reason: string): StepReport => ({
  text: `${text}: not possible: ${sentence(reason)}`,
  unmet: [
    { expected: text, seen: reason, hint: 'change the scenario: the step before this one should make it possible' },
  ],
});

const fromTool = (text: string, result: ToolResult): StepReport =>
  result.done ? plain(`${text}.`) : impossible(text, result.reason);

export function idleStep(world: World, { service: name, pages }: StepFields<'idle'>): StepReport {
  const service = world.service(name);
  if (service.session === null) return impossible(`idle ${service.name}`, 'it is not running');
  service.idle(pages);
  return plain(
    `idle: the lazy writer went on for ${countText(pages, 'page')}, checkpoint in ${service.facts.checkpointGeneration}.`,
  );
}

export function startStep(world: World, { service: name, expect }: StepFields<'start'>): StepReport {
  const service = world.service(name);
  const before = world.server.eventLog.length;
  const result = service.start();
  const expectations = new Expectations(result.lines.at(-1) ?? 'look at the event log');
  const events = world.server.eventLog.slice(before).map(({ id }) => id);
  const told = events.filter((id, index) => id !== events[index - 1]);
  expectations.same('events', idsText(expect?.events), idsText(told) ?? null);
  expectations.same('start', expect?.result ?? 'ok', result.started ? 'ok' : 'failed');
  expectations.code(expect?.code, { code: result.code });
  const outcome = result.started ? 'running' : `does not start: ${codeText(result.code)}`;
  const lines = result.lines.length === 0 ? '' : ` (${result.lines.map(phrase).join('; ')})`;
  return { text: `start: the ${service.name} ${outcome}${lines}.`, unmet: expectations.unmet };
}

const idsText = (ids: readonly number[] | undefined): string | undefined =>
  ids?.length === 0 ? 'none' : ids?.join(' ');

export function stopStep(world: World, { service: name }: StepFields<'stop'>): StepReport {
  const service = world.service(name);
  const result = service.stop();
  const text = `stop: the ${service.name}`;
  return result.stopped ? plain(`${text} is stopped.`) : impossible(text, codeText(result.code));
}

export function crashStep(world: World, { service: name }: StepFields<'crash'>): StepReport {
  const service = world.service(name);
  service.crash();
  return plain(`crash: the process of the ${service.name} died.`);
}

export function loseStep(world: World, { profile }: StepFields<'lose'>): StepReport {
  world.loseServer(profile);
  const { name, profile: installed } = world.server;
  const product = profile === undefined ? '' : ` with ${installed.product}`;
  return plain(`lose: the disks are gone; an empty server ${name}${product} stands in.`);
}

export function loseDriveStep(world: World, { drive }: StepFields<'loseDrive'>): StepReport {
  return fromTool(
    `lose drive: ${drive} is gone with all its files, and an empty one stands in`,
    world.server.loseDrive(drive),
  );
}

export function loseDatabaseStep(world: World, { database }: StepFields<'loseDatabase'>): StepReport {
  const service = world.serviceOf(database);
  const path = service.databases.find(({ name }) => name === database)?.path ?? '';
  if (world.server.fileLocks.isLocked(path))
    return impossible(`lose database: ${path}`, 'another program holds it, or it is marked read-only');
  service.crash();
  const removed = world.server.share.remove(uncFolder(world.server.name, path));
  const text = `lose database: ${path} is gone, and the process of the ${service.name} died`;
  return removed ? plain(`${text}.`) : impossible(text, 'there is no such file');
}

type LogChoice = StepFields<'deleteLog'>;

function chosenLog(world: World, { service: name, generation, position }: LogChoice): number | null {
  if (generation !== undefined) return generation;
  const logs = closedGenerations(world.service(name));
  const last = logs.length - 1;
  const index = { first: 0, second: 1, middle: last >> 1, last }[position ?? 'last'];
  return logs[index] ?? null;
}

export function deleteLogStep(world: World, fields: LogChoice): StepReport {
  const generation = chosenLog(world, fields);
  if (generation === null) return impossible('delete a log', 'there is no such closed log');
  return fromTool(`delete log: generation ${generation} is gone`, world.service(fields.service).deleteLog(generation));
}

export function forgeLogStep(world: World, fields: LogChoice): StepReport {
  const generation = chosenLog(world, fields);
  if (generation === null) return impossible('forge a log', 'there is no such closed log');
  const text = `forge log: generation ${generation} no longer continues its predecessor`;
  return fromTool(text, world.service(fields.service).forgeLog(generation));
}

export function deletePatchFilesStep(world: World, { service: name }: StepFields<'deletePatchFiles'>): StepReport {
  const service = world.service(name);
  const wasRunning = service.state === 'running';
  if (wasRunning && !service.stop().stopped)
    return impossible('delete patch files', 'the service cannot be stopped now');
  const { share } = world.server;
  const folder = uncFolder(world.server.name, service.core.paths.logFolder);
  const files = share.list(folder).filter((file) => file.toLowerCase().endsWith('.pat'));
  const kept = files.filter((file) => !share.remove(`${folder}\\${file}`));
  if (wasRunning && !service.start().started)
    return impossible('delete patch files', 'the service did not start again');
  if (kept.length > 0) return impossible('delete patch files', `${kept.join(', ')} can be deleted by nobody now`);
  return plain(`delete patch files: ${files.length === 0 ? 'there were none' : files.join(', ')}.`);
}

export function deleteRestoreKeyStep(world: World, { service: name }: StepFields<'deleteRestoreKey'>): StepReport {
  world.service(name).deleteRestoreKey();
  return plain('delete the "Restore in Progress" key.');
}

export function setCircularLoggingStep(
  world: World,
  { service: name, on }: StepFields<'setCircularLogging'>,
): StepReport {
  return fromTool(`circular logging is ${on ? 'on' : 'off'} now`, world.service(name).setCircularLogging(on));
}

export function disableIncrementalStep(world: World, { service: name }: StepFields<'disableIncremental'>): StepReport {
  const { annotation } = world.service(name);
  const text = 'incremental backups are forbidden until the next full one';
  const client = world.server.connect();
  try {
    const { code } = client.HrSetCurrentBackupLogW(world.server.name, annotation, BACKUP_DISABLE_INCREMENTAL);
    return code === Hr.hrNone ? plain(`${text}.`) : impossible(text, codeText(code));
  } catch (error) {
    if (error instanceof CallNeverCompletes || error instanceof ClientKilled) return impossible(text, error.message);
    throw error;
  }
}
