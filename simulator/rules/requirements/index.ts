import type { Requirement } from '../requirement.ts';
import { buildRequirements } from './builds.ts';
import { contextRequirements } from './contexts.ts';
import { fileRequirements } from './files.ts';
import { logRequirements } from './logs.ts';
import { prepareRequirements } from './prepare.ts';
import { restoreRequirements } from './restore.ts';
import { serviceRequirements } from './service.ts';

/** The statements the rules enforce, by area and name. */
export const R = {
  context: contextRequirements,
  prepare: prepareRequirements,
  file: fileRequirements,
  log: logRequirements,
  restore: restoreRequirements,
  service: serviceRequirements,
  build: buildRequirements,
} as const;

/** All of them, in the order of the areas. */
export const requirements: readonly Requirement[] = Object.values(R).flatMap((area): Requirement[] =>
  Object.values(area),
);
