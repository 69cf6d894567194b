// Record mode on Windows: our DLL in front of a second copy of it, which simulates. The trace it writes is what reached the host,
// with times, process, thread and the sums of what was read; with redaction no computer has its name in it.
import { copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { runHosted } from '../../dist/conformance/targets/testing/agentCourse.js';
import { TwinServer } from '../../dist/conformance/targets/testing/twinServer.js';
import { profileByName } from '../../dist/simulator/index.js';
import { windowsAgent } from './agent.mjs';
import { onDriveW, shimFolder, widths, workFolder } from './place.mjs';

const work = workFolder();

/** A full backup by an agent whose calls are recorded: what reached the host, and the lines of the trace. */
async function recorded(width, form, redact) {
  const real = join(work, `real-${width}-${form}-${redact}`);
  mkdirSync(real);
  copyFileSync(join(shimFolder(width), 'edbbcli.dll'), join(real, 'edbbcli.dll'));
  const program = windowsAgent(work, width, form, {
    environment: {
      EDBPROOF_RECORD: onDriveW(work, join(real, 'edbbcli.dll')),
      EDBPROOF_TRACE: onDriveW(work, join(real, 'trace-%p.jsonl')),
      EDBPROOF_REDACT: redact,
    },
  });
  const twin = new TwinServer(31, profileByName('exchange-5.5'));
  twin.start();
  twin.work(60);
  const set = program.seen(join(program.folder, 'set'));
  const run = await runHosted(twin.server, program, ['backup', 'EXCH1', 'store', 'full', set]);
  assert.is(run.exitCode, 0, run.output);
  const traces = readdirSync(real).filter((name) => /^trace-\d+\.jsonl$/.test(name));
  assert.is(traces.length, 1, `${readdirSync(real)}`);
  const text = readFileSync(join(real, traces[0]), 'utf8');
  return {
    calls: run.calls,
    text,
    lines: text
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => JSON.parse(line)),
  };
}

for (const width of widths) {
  for (const form of ['A', 'W']) {
    test(`on ${width}, form ${form}, the trace of record mode is what reached the library behind it`, async () => {
      const { calls, lines } = await recorded(width, form, '0');
      const surroundings = lines.map(({ n, data, at, process, thread, ...call }) => {
        assert.match(`${at.start} ${at.end}`, /^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{6}Z \d{4}-\d\d-\d\dT[\d:]{8}\.\d{6}Z$/);
        assert.ok(process > 0 && thread > 0 && n > 0);
        const isRead = call.call === 'HrBackupRead' && call.result.bytesRead > 0;
        assert.is(data?.bytes, isRead ? call.result.bytesRead : undefined);
        if (isRead) assert.match(data.sha256, /^[0-9a-f]{64}$/);
        return JSON.stringify(call);
      });
      assert.equal(surroundings, calls);
    });
  }

  test(`on ${width}, a redacted trace names no computer`, async () => {
    const { text, lines } = await recorded(width, 'W', '1');
    assert.match(text, /server-1/);
    const lists = lines.flatMap(({ result }) =>
      result?.list ? [Buffer.from(result.list.base64, 'base64').toString('utf16le')] : [],
    );
    assert.ok(lists.length >= 2 && lists.every((list) => list.includes('\\\\server-1\\')));
    assert.not.match(text + lists.join(''), /EXCH1/i);
  });
}

test.run();
