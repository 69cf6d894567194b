import type { FacetName, Setting } from '../../../simulator/profiles/index.ts';
import { agentBackupEvidence } from './agentBackup.ts';
import { agentProceduresEvidence } from './agentProcedures.ts';
import { agentRestoreEvidence } from './agentRestore.ts';
import { agentSurroundingsEvidence } from './agentSurroundings.ts';
import { agentTransferEvidence } from './agentTransfer.ts';
import { backupFilesEvidence } from './backupFiles.ts';
import { buildFacetEvidence } from './buildFacets.ts';
import { buildsEvidence } from './builds.ts';
import { callFacetEvidence } from './callFacets.ts';
import { checkpointEvidence } from './checkpoint.ts';
import { dllEvidence } from './dll.ts';
import { eventsEvidence } from './events.ts';
import type { Evidence, EvidenceById } from './evidence.ts';
import { facetKey } from './facetKey.ts';
import { filesEvidence } from './files.ts';
import { formatsEvidence } from './formats.ts';
import { listsEvidence } from './lists.ts';
import { lockedFilesEvidence } from './lockedFiles.ts';
import { logsEvidence } from './logs.ts';
import { patchFilesEvidence } from './patchFiles.ts';
import { prepareEvidence } from './prepare.ts';
import { recoveryEvidence } from './recovery.ts';
import { recoveryBeginningsEvidence } from './recoveryBeginnings.ts';
import { recoveryChecksEvidence } from './recoveryChecks.ts';
import { restoreCallsEvidence } from './restoreCalls.ts';
import { restoreFacetEvidence } from './restoreFacets.ts';
import { restoreKeyEvidence } from './restoreKey.ts';
import { servicesEvidence } from './services.ts';
import { startFacetEvidence } from './startFacets.ts';
import { startsEvidence } from './starts.ts';

export type { Evidence, EvidenceById } from './evidence.ts';
export { facetKey } from './facetKey.ts';

/** Every file of evidence; a test sees to it that no key is in two of them. */
export const evidenceFiles: readonly EvidenceById[] = [
  dllEvidence,
  listsEvidence,
  prepareEvidence,
  backupFilesEvidence,
  logsEvidence,
  lockedFilesEvidence,
  restoreCallsEvidence,
  servicesEvidence,
  startsEvidence,
  buildsEvidence,
  filesEvidence,
  formatsEvidence,
  checkpointEvidence,
  patchFilesEvidence,
  restoreKeyEvidence,
  recoveryEvidence,
  recoveryBeginningsEvidence,
  recoveryChecksEvidence,
  eventsEvidence,
  agentBackupEvidence,
  agentRestoreEvidence,
  agentTransferEvidence,
  agentSurroundingsEvidence,
  agentProceduresEvidence,
  callFacetEvidence,
  startFacetEvidence,
  restoreFacetEvidence,
  buildFacetEvidence,
];

const byKey: ReadonlyMap<string, readonly Evidence[]> = new Map(evidenceFiles.flatMap((file) => Object.entries(file)));

/** What the sources of a requirement say; nothing where they were not asked. */
export const evidenceFor = (id: string): readonly Evidence[] => byKey.get(id) ?? [];

/** What the sources of a setting say. */
export function evidenceForSetting(name: FacetName, setting: Setting): readonly Evidence[] {
  const key = facetKey(name, setting);
  return key === null ? [] : evidenceFor(key);
}
