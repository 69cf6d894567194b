// Writes binding/shim/messages.rc from the codes of simulator/protocol, as they were last compiled: npm run build.
import { writeFileSync } from 'node:fs';
import { messageResource } from '../dist/binding/shim/testing/messageTable.js';

writeFileSync(new URL('../binding/shim/messages.rc', import.meta.url), messageResource());
