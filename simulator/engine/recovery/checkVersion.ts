import { JetError } from '../../protocol/index.ts';
import type { EngineFormat, LogHeader } from '../format/index.ts';
import { type Failure, failure } from './report.ts';

/** JET_errBadLogVersion unless the log was written by this engine's format (ese-engine.md 1.5). */
export function checkVersion(header: LogHeader, format: EngineFormat, path: string): Failure | null {
  if (header.major === format.logMajor && header.minor === format.logMinor) return null;
  const found = `${header.major}.${header.minor}.${header.update}`;
  return failure(
    JetError.JET_errBadLogVersion,
    path,
    `${path} has log version ${found}, which this engine does not understand.`,
  );
}
