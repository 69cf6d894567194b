import { type Finding, MAXIMUM_FINDINGS } from './finding.ts';
import type { FileReport } from './report.ts';

/** What files say about each other, gathered by the file it is said of. */
export class Additions {
  readonly #findings = new Map<FileReport, Finding[]>();
  readonly #notes = new Map<FileReport, string[]>();

  find(report: FileReport, finding: Finding): void {
    this.#findings.set(report, [...(this.#findings.get(report) ?? []), finding]);
  }

  note(report: FileReport, text: string): void {
    this.#notes.set(report, [...(this.#notes.get(report) ?? []), text]);
  }

  /** The report with what was added to it. */
  appliedTo(report: FileReport): FileReport {
    const added = this.#findings.get(report) ?? [];
    return {
      ...report,
      findings: [...report.findings, ...added].slice(0, MAXIMUM_FINDINGS),
      findingCount: report.findingCount + added.length,
      notes: [...report.notes, ...(this.#notes.get(report) ?? [])],
    };
  }
}
