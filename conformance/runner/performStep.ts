import {
  crashStep,
  deleteLogStep,
  deletePatchFilesStep,
  deleteRestoreKeyStep,
  disableIncrementalStep,
  forgeLogStep,
  idleStep,
  loseDatabaseStep,
  loseDriveStep,
  loseStep,
  setCircularLoggingStep,
  startStep,
  stopStep,
} from './adminSteps.ts';
import { backupStep } from './backupStep.ts';
import { plain, type StepReport } from './events.ts';
import { expectStep } from './expectStep.ts';
import { faultStep, faultsStep } from './faultSteps.ts';
import { deleteFilesStep, keepFilesStep, putFilesStep, renameFileStep } from './fileSteps.ts';
import { fillLogsStep, loadStep } from './loadSteps.ts';
import { holdDatabaseStep, holdFilesStep, protectFilesStep } from './lockSteps.ts';
import { editRegistryStep } from './registryStep.ts';
import { restoreStep } from './restoreStep.ts';
import type { ScenarioStep, StepFields, StepName } from './schema/index.ts';
import { defragmentStep, installStep, moveDatabaseStep, recoverOfflineStep } from './toolSteps.ts';
import type { World } from './world.ts';

type StepHandlers = {
  readonly [Name in StepName]: (
    world: World,
    fields: StepFields<Name>,
    stepNumber: number,
  ) => StepReport | Promise<StepReport>;
};

const secondsPerHour = 3600;

const handlers: StepHandlers = {
  load: loadStep,
  fillLogs: fillLogsStep,
  idle: idleStep,
  advance: (world, { hours }) => {
    world.clock.advance(Math.round(hours * secondsPerHour));
    return plain(`${hours} hours pass.`);
  },
  backup: backupStep,
  restore: restoreStep,
  start: startStep,
  stop: stopStep,
  crash: crashStep,
  lose: loseStep,
  loseDrive: loseDriveStep,
  loseDatabase: loseDatabaseStep,
  defragment: defragmentStep,
  moveDatabase: moveDatabaseStep,
  deleteLog: deleteLogStep,
  forgeLog: forgeLogStep,
  deleteFiles: deleteFilesStep,
  keepFiles: keepFilesStep,
  putFiles: putFilesStep,
  renameFile: renameFileStep,
  holdFiles: holdFilesStep,
  holdDatabase: holdDatabaseStep,
  protectFiles: protectFilesStep,
  recoverOffline: recoverOfflineStep,
  deletePatchFiles: deletePatchFilesStep,
  deleteRestoreKey: deleteRestoreKeyStep,
  setCircularLogging: setCircularLoggingStep,
  disableIncremental: disableIncrementalStep,
  editRegistry: editRegistryStep,
  install: installStep,
  fault: faultStep,
  faults: faultsStep,
  expect: expectStep,
};

const performOne = <Name extends StepName>(
  name: Name,
  world: World,
  fields: StepFields<Name>,
  stepNumber: number,
): StepReport | Promise<StepReport> => handlers[name](world, fields, stepNumber);

/** The one key of a step. */
export function nameOfStep(step: ScenarioStep): StepName {
  const isStepName = (key: string): key is StepName => key in handlers;
  const name = Object.keys(step).find(isStepName);
  if (name === undefined) throw new Error('a step without a key passed the schema');
  return name;
}

/** Performs one step. Whatever throws here is a defect of this program, not of the scenario. */
export function performStep(world: World, step: ScenarioStep, stepNumber: number): StepReport | Promise<StepReport> {
  const name = nameOfStep(step);
  const fields = step[name];
  if (fields === undefined) throw new Error(`the step ${name} has no fields`);
  return performOne(name, world, fields, stepNumber);
}
