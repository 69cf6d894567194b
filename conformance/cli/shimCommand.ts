import type { ShimPlatform } from '../../binding/host/index.ts';
import { buildAdvice, builtLibrary, type InstallResult, installShim, undoShim } from '../hosting/index.ts';
import { ExitCode, type ExitCodeValue, type Io } from './io.ts';

/** Prints where the drop-in library of a platform is. */
export function shimPath(platform: ShimPlatform, io: Io): ExitCodeValue {
  const library = builtLibrary(platform);
  if (library === null) return missing(platform, io);
  io.out(library);
  return ExitCode.good;
}

/** Puts the drop-in library beside an agent. */
export function shimInstall(folder: string, platform: ShimPlatform, replace: boolean, io: Io): ExitCodeValue {
  const library = builtLibrary(platform);
  return library === null ? missing(platform, io) : say(installShim({ folder, platform, library, replace }), io);
}

/** Takes it away again, and puts back what it replaced. */
export const shimUndo = (folder: string, platform: ShimPlatform, io: Io): ExitCodeValue =>
  say(undoShim(folder, platform), io);

function missing(platform: ShimPlatform, io: Io): ExitCodeValue {
  io.err(`the drop-in library for ${platform} is not there: ${buildAdvice}; edbproof doctor says what that needs`);
  return ExitCode.unmet;
}

function say(result: InstallResult, io: Io): ExitCodeValue {
  if (result.ok) io.out(result.lines);
  else io.err(result.problem);
  return result.ok ? ExitCode.good : ExitCode.usage;
}
