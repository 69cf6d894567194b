// Writes what binding/shim has of the codes of simulator/protocol, as they were last compiled (npm run build): messages.rc, which
// FormatMessage reads, and edbmsg.h, which agents compile with.
import { writeFileSync } from 'node:fs';
import { messageHeader } from '../dist/binding/shim/testing/messageHeader.js';
import { messageResource } from '../dist/binding/shim/testing/messageTable.js';

writeFileSync(new URL('../binding/shim/messages.rc', import.meta.url), messageResource());
writeFileSync(new URL('../binding/shim/include/edbmsg.h', import.meta.url), messageHeader());
