import type { CatalogueEntry } from '../requirements/index.ts';

/** One section of the catalogue as a page: a heading, and the areas of ids that are in it, in this order. */
interface Section {
  readonly heading: string;
  /** One sentence that says what the section is about. */
  readonly about: string;
  readonly areas: readonly string[];
}

/** The order to read in: the calls as a backup makes them, what they leave behind, restore, and what is around it. */
const sections: readonly Section[] = [
  {
    heading: 'The DLL',
    about: 'What is exported, how codes are formed, who may call.',
    areas: ['API', 'CONN', 'RIGHT'],
  },
  { heading: 'Contexts', about: 'Handles, and what becomes of them.', areas: ['CTX'] },
  { heading: 'Lists', about: 'How names come from the server, and who frees them.', areas: ['LIST', 'FREE'] },
  { heading: 'HrBackupPrepare', about: 'How a backup begins, and what refuses it.', areas: ['PREP'] },
  {
    heading: 'Files of a backup',
    about: 'HrBackupGetDatabaseNames, HrBackupOpenFile, HrBackupRead, HrBackupClose.',
    areas: ['NAMES', 'OPEN', 'HINT', 'READ', 'CLOSE'],
  },
  {
    heading: 'Logs of a backup',
    about: 'HrBackupGetBackupLogs and HrBackupTruncateLogs.',
    areas: ['LOGS', 'TRUNC'],
  },
  {
    heading: 'The end, and what is on record then',
    about: 'HrBackupEnd, HrSetCurrentBackupLog; headers, checkpoint file and registry, and who consults which.',
    areas: ['END', 'BOOK', 'SETLOG'],
  },
  { heading: 'Sessions', about: 'Backups beside each other, and kinds of backup.', areas: ['SESS'] },
  {
    heading: 'Copies and patch files',
    about: 'What the copy of a database in use has in it, and what makes it whole.',
    areas: ['COPY', 'PATCH'],
  },
  { heading: 'Files on the server', about: 'Logs, databases, paths.', areas: ['FILE', 'FORMAT'] },
  { heading: 'Checkpoint and circular logging', about: 'Which logs are still needed.', areas: ['CHECK', 'CIRC'] },
  {
    heading: 'Restore',
    about:
      'HrRestorePrepare, HrRestoreGetDatabaseLocations, HrRestoreRegister, HrRestoreRegisterComplete, HrRestoreEnd.',
    areas: ['RPREP', 'RLOC', 'RREG', 'RCOMP', 'REND', 'TARGET'],
  },
  { heading: 'The "Restore in Progress" key', about: 'The order for hard recovery.', areas: ['KEY'] },
  { heading: 'Recovery', about: 'What a start does with the files it finds.', areas: ['RECOV'] },
  {
    heading: 'Services and events',
    about: 'What happens outside the calls, and what is written of it.',
    areas: ['SVC', 'EVENT'],
  },
  { heading: 'Single builds', about: 'Defects that came with one build and went with another.', areas: ['BUILD'] },
  { heading: 'The agent', about: 'What a program that backs up and restores must do.', areas: ['AGENT'] },
];

const areaOf = ({ id }: CatalogueEntry): string => id.split('-')[1] ?? '';
const numberOf = ({ id }: CatalogueEntry): number => Number(id.split('-')[2]);

/** The entries by section and in the order of their ids; sections without any are left out. */
export function inSections(
  entries: readonly CatalogueEntry[],
): readonly (Section & { readonly entries: readonly CatalogueEntry[] })[] {
  const known = new Set(sections.flatMap(({ areas }) => areas));
  const rest = [...new Set(entries.map(areaOf))].filter((area) => !known.has(area));
  const last = { heading: 'Further statements', about: 'Areas that no section names yet.', areas: rest };
  return [...sections, last].flatMap((section) => {
    const found = section.areas.flatMap((area) =>
      entries.filter((entry) => areaOf(entry) === area).sort((one, other) => numberOf(one) - numberOf(other)),
    );
    return found.length === 0 ? [] : [{ ...section, entries: found }];
  });
}
