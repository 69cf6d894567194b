// Makes the command line executable, as npm does once when it links it: the compiler writes a new file each time.
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './programs.mjs';

chmodSync(join(root, 'dist/conformance/cli/main.js'), 0o755);
