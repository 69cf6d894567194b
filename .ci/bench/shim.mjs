// Round trips and bytes of the drop-in library against the simulator, beside a bare C client and a Node server that move the same
// bytes: over a Unix socket and over TCP, taking turns. And what a call through koffi costs. Needs gcc and the built library.
//
// On a machine with nothing else to do most of a round trip is the waking of two processes, and the library avoids one of them. The
// ratio to a bare client that does so too is told beside it: that is what host and library cost.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const library = here('../../binding/shim/built/linux-x64');
const ROUNDS = 11;
/** A Node server is compiled while it works, and is as fast as it gets after some tens of thousands of calls. */
const WARM_UP_ROUNDS = 4;
const SMALL = 10_000;
const READS = 8_000;
const SIZE_MIB = 512;
const TOKEN = 'a token for the benchmark';

/** Starts a server and waits for the line with its endpoint. */
function started(script, ...args) {
  const child = spawn(process.execPath, [here(script), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.stdout.once('data', (line) => resolve({ child, endpoint: String(line).trim() }));
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code}`)));
  });
}

/** Seconds of the small calls and of the reads, with this server. */
function timed(program, way, endpoint) {
  const environment = { ...process.env, LD_LIBRARY_PATH: library, EDBPROOF_ENDPOINT: endpoint, EDBPROOF_TOKEN: TOKEN };
  const output = execFileSync(program, [way, String(SMALL), String(READS)], { env: environment, encoding: 'utf8' });
  const [small, reads] = output.trim().split(' ').map(Number);
  return { small, reads };
}

async function overTransport(name, program, endpoints) {
  const echo = await started('shim/echo.mjs', endpoints.echo);
  const host = await started('shim/host.mjs', endpoints.host, TOKEN, String(SIZE_MIB));
  const endpoint = { bare: echo.endpoint, watching: echo.endpoint, api: host.endpoint };
  const times = { bare: [], watching: [], api: [] };
  try {
    for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
      for (const way of Object.keys(times)) {
        const time = timed(program, way, endpoint[way]);
        if (round >= 0) times[way].push(time);
      }
    }
  } finally {
    echo.child.kill();
    host.child.kill();
  }
  // The fastest round of each: two processes that wait for each other feel everything else that runs, and it only makes them slower.
  const fastest = (way, what) => Math.min(...times[way].map((time) => time[what]));
  const row = (what, unit, figure) => {
    const [bare, watching, api] = ['bare', 'watching', 'api'].map((way) => fastest(way, what));
    return {
      name: `${unit} of the drop-in library over ${name}`,
      figure:
        `library ${figure(api)}, bare client and server ${figure(bare)}, ratio ${(bare / api).toFixed(2)}; ` +
        `bare client that watches ${figure(watching)}, ratio ${(watching / api).toFixed(2)} (fastest of ${ROUNDS})`,
      goal: 'ratio at least 0.8',
      met: bare / api >= 0.8,
    };
  };
  return [
    row('small', 'round trips', (time) => `${(SMALL / time / 1000).toFixed(1)} k/s`),
    row('reads', 'bytes', (time) => `${((READS * 65_536) / time / 1e9).toFixed(2)} GB/s`),
  ];
}

/** What a call costs that does not leave the process. Reported: the price is koffi's, and nobody waits for it. */
function inProcess() {
  const environment = Object.entries(process.env).filter(([name]) => !name.startsWith('EDBPROOF_'));
  const words = [here('shim/inProcess.mjs'), join(library, 'libedbbcli.so')];
  // Without configuration the library says once on stderr how to configure it.
  const stdio = ['ignore', 'pipe', 'ignore'];
  const output = execFileSync(process.execPath, words, {
    env: Object.fromEntries(environment),
    encoding: 'utf8',
    stdio,
  });
  const [native, simulated] = output.trim().split(' ').map(Number);
  return {
    name: 'a cheap call in process, through koffi',
    figure: `library ${native.toFixed(0)} ns, simulator ${simulated.toFixed(0)} ns`,
    goal: 'reported',
    met: true,
  };
}

export async function shim() {
  if (!existsSync(join(library, 'libedbbcli.so'))) {
    return { missing: 'the drop-in library for Linux was not built; with gcc: npm run build:shim' };
  }
  const folder = mkdtempSync(join(tmpdir(), 'edbproof-bench-'));
  try {
    const program = join(folder, 'client');
    const include = here('../../binding/shim/include');
    const flags = ['-std=gnu99', '-O2', '-Wall', '-Wextra', '-o', program, here('shim/client.c'), `-I${include}`];
    execFileSync('gcc', [...flags, `-L${library}`, '-ledbbcli'], { stdio: 'inherit' });
    const unix = { echo: `unix:${join(folder, 'echo')}`, host: `unix:${join(folder, 'host')}` };
    const tcp = { echo: 'tcp:127.0.0.1:0', host: 'tcp:127.0.0.1:0' };
    return [
      ...(await overTransport('a Unix socket', program, unix)),
      ...(await overTransport('TCP', program, tcp)),
      inProcess(),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
