// What `npm run codepages` runs: every code page that we offer, both ways, against MultiByteToWideChar and WideCharToMultiByte of
// Wine. Not part of CI: the tests there pin a digest of each page, which changes with any byte; this says what it was pinned to.
// `npm run codepages -- iconv-lite` holds the library alone against them, and shows what we do not leave to it.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { root } from './programs.mjs';
import { accepted, codePageDifferences } from './windows/codePageDifferences.mjs';
import { codePageOfDump } from './windows/codePageDump.mjs';
import { halves } from './windows/halves.mjs';
import { compile, onDriveW, runWine, wineVersion, workFolder } from './windows/place.mjs';

const EXAMPLES = 3;

/** Ours, or the library's, as far as what it writes comes back. */
const codecs = {
  ours: (page) => ({
    read: (bytes) => {
      const decoded = decodeAnsi(Uint8Array.from(bytes), page);
      return decoded.ok ? decoded.text : null;
    },
    write: (unit) => {
      const encoded = encodeAnsi(String.fromCharCode(unit), page);
      return encoded.ok ? Buffer.from(encoded.bytes).toString('hex') : null;
    },
  }),
  'iconv-lite': (page) => ({
    read: (bytes) => {
      const text = iconv.decode(Buffer.from(bytes), page);
      return text.includes('\ufffd') ? null : text;
    },
    write: (unit) => {
      const text = String.fromCharCode(unit);
      const bytes = iconv.encode(text, page);
      return iconv.decode(bytes, page) === text ? bytes.toString('hex') : null;
    },
  }),
};

const codecName = process.argv[2] ?? 'ours';
const codecOf = codecs[codecName];
if (codecOf === undefined) stop(2, `usage: npm run codepages [-- ${Object.keys(codecs).join('|')}]`);
const { absent } = halves().find(({ width }) => width === 'x64');
if (absent.length > 0) stop(1, `This needs ${absent.join(', ')}. On Debian 12, as root: bash .ci/windows/install`);
if (!existsSync(join(root, 'dist/simulator/protocol/testing/codePageDigest.js'))) stop(1, 'First: npm run build');
const { codePages, decodeAnsi, encodeAnsi } = await import('../dist/simulator/protocol/index.js');
const { codePageDigest } = await import('../dist/simulator/protocol/testing/codePageDigest.js');

const work = workFolder();
const program = join(work, 'codePage.exe');
compile('x64', [join(root, '.ci/windows/codePage.c')], program);

process.stdout.write(`${codecName} against ${wineVersion()}\n`);
let mistakes = 0;
for (const page of codePages) {
  const file = join(work, `${page}.bin`);
  const words = [onDriveW(work, program), page.slice('cp'.length), onDriveW(work, file)];
  const { exitCode, output } = await runWine('x64', words, work);
  if (exitCode !== 0) stop(1, `codePage.exe of ${page} ended with ${exitCode}. ${output}`);
  process.stdout.write(codecName === 'ours' ? `${page}  digest ${codePageDigest(page)}\n` : `${page}\n`);
  for (const [name, examples] of codePageDifferences(codePageOfDump(readFileSync(file)), codecOf(page))) {
    const isAccepted = name in accepted;
    if (!isAccepted) mistakes += examples.length;
    const shown = examples.slice(0, EXAMPLES).join('; ');
    const more = examples.length > EXAMPLES ? '; …' : '';
    process.stdout.write(`  ${isAccepted ? 'meant' : 'WRONG'}  ${name}: ${examples.length}  (${shown}${more})\n`);
  }
}
for (const [name, reason] of Object.entries(accepted)) process.stdout.write(`\n${name}: ${reason}.`);
process.stdout.write(`\n\n${mistakes === 0 ? 'No difference' : `${mistakes} differences`} that we do not mean.\n`);
process.exitCode = mistakes === 0 ? 0 : 1;

function stop(exitCode, words) {
  process.stderr.write(`${words}\n`);
  process.exit(exitCode);
}
