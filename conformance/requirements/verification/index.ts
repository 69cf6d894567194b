import { buildVerification } from './builds.ts';
import { contextVerification } from './contexts.ts';
import { fileVerification } from './files.ts';
import { logVerification } from './logs.ts';
import { prepareVerification } from './prepare.ts';
import { restoreVerification } from './restore.ts';
import { serviceVerification } from './service.ts';
import type { RuleArea, VerificationOf } from './verificationOf.ts';

/** What shows that the requirements of simulator/rules are kept, by area and name. */
export const ruleVerification: { readonly [Area in RuleArea]: VerificationOf<Area> } = {
  context: contextVerification,
  prepare: prepareVerification,
  file: fileVerification,
  log: logVerification,
  restore: restoreVerification,
  service: serviceVerification,
  build: buildVerification,
};

export type { RuleArea } from './verificationOf.ts';
