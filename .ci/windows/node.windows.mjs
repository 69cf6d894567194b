// Windows Node, 32-bit and 64-bit, with koffi in front of our edbbcli.dll: `edbproof drive` makes the set that the reference
// agent makes in process.
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { everythingAllowed } from '../../dist/conformance/targets/index.js';
import { simulatorTarget } from '../../dist/conformance/targets/testing/targets.js';
import { TwinServer } from '../../dist/conformance/targets/testing/twinServer.js';
import { Annotation, profileByName } from '../../dist/simulator/index.js';
import { hosted } from './hosted.mjs';
import { installProject, onDriveW, runWine, shimFolder, widths, workFolder } from './place.mjs';

const work = workFolder();

function startedTwin() {
  const twin = new TwinServer(21, profileByName('exchange-5.5'));
  twin.start();
  twin.work(60);
  return twin;
}

/** The set that the reference agent makes of a twin, in this process. */
async function referenceSet(form, name) {
  const folder = join(work, 'reference');
  mkdirSync(folder, { recursive: true });
  const job = {
    task: 'backup',
    library: 'none',
    server: 'EXCH1',
    annotation: Annotation.EDBBACK_MDB_SERVER,
    form: form === 'A' ? { kind: 'A', codePage: 'cp1252' } : { kind: 'W' },
    permissions: everythingAllowed,
    kind: 'full',
    folder,
    name,
    bufferSizeBytes: 65_536,
    takenAt: null,
  };
  const { report } = await simulatorTarget.run(startedTwin().server, job, folder);
  return report.set.path;
}

const manifestOf = (set) => JSON.parse(readFileSync(join(set, 'manifest.json'), 'utf8'));

for (const width of widths) {
  test(`Node for ${width} Windows drives our DLL through koffi to the same set`, async () => {
    const { folder, node } = installProject(width, work);
    copyFileSync(join(shimFolder(width), 'edbbcli.dll'), join(folder, 'edbbcli.dll'));
    for (const form of ['A', 'W']) {
      const host = await hosted(startedTwin().server);
      const words = ['drive', '--library', onDriveW(work, join(folder, 'edbbcli.dll')), '--server', 'EXCH1'];
      const wanted = ['--kind', 'full', '--set', onDriveW(work, join(folder, `set-${form}`)), '--form', form];
      const main = onDriveW(work, join(folder, 'dist/conformance/cli/main.js'));
      const command = [node, main, ...words, ...wanted, '--allow-truncate'];
      const { exitCode, output } = await runWine(width, command, work, host.environment);
      await host.close();
      assert.is(exitCode, 0, output);
      assert.ok(host.calls.includes(`HrBackupPrepare${form}`) && host.calls.includes('HrBackupTruncateLogs'), output);
      const reference = await referenceSet(form, `${width}-${form}`);
      const own = join(folder, `set-${form}`);
      const files = manifestOf(reference).files;
      assert.equal(manifestOf(own).files, files);
      for (const { name } of files)
        assert.ok(readFileSync(join(own, name)).equals(readFileSync(join(reference, name))), name);
    }
  });
}

test.run();
