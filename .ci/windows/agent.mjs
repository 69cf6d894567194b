// An agent of fixtures/agents as a program for Windows, with our DLL beside it.
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { compileAgent, onDriveW, shimFolder, wineCommand, wineEnvironment } from './place.mjs';

let count = 0;

/**
 * In a folder of its own below the work folder; `environment` is what its DLL is told besides the host, `agent` where its sources are.
 */
export function windowsAgent(work, width, form, { environment = {}, agent = 'fixtures/agents' } = {}) {
  count += 1;
  const folder = join(work, `agent-${count}`);
  mkdirSync(folder);
  compileAgent(width, form, join(folder, 'agent.exe'), agent);
  copyFileSync(join(shimFolder(width), 'edbbcli.dll'), join(folder, 'edbbcli.dll'));
  return {
    name: `agent on ${width} (${form})`,
    form,
    folder,
    start: (words) => ({
      command: wineCommand(width, [onDriveW(work, join(folder, 'agent.exe')), ...words]),
      environment: { ...wineEnvironment(work), ...environment },
    }),
    seen: (path) => onDriveW(work, path),
  };
}
