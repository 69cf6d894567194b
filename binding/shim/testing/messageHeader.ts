import { codeInfos, formatCode, type Hresult, Win32 } from '../../../simulator/protocol/index.ts';

const define = (name: string, text: string): string => `#define ${name} ${text}`;
/** With the type that the SDK's header gives it: an agent's switch over an HRESULT meets values of its own type. */
const defineCode = (name: string, value: Hresult): string => define(name, `((HRESULT)${formatCode(value)}L)`);

/** edbmsg.h: the names that EDBMSG.H has for codes, by value. */
export function messageHeader(): string {
  const codes = codeInfos.filter(({ origin }) => origin === 'EDBMSG.H');
  const lines = [...codes]
    .sort((one, other) => one.value - other.value || one.name.localeCompare(other.name))
    .map(({ name, value }) => defineCode(name, value));
  return `/*
 * edbmsg.h: names of the codes that the online-backup client API returns, those of the SDK's EDBMSG.H. edbbcli.h includes
 * it. Made of simulator/protocol by .ci/shimMessages.mjs; a test compares. What each means: \`edbproof explain CODE\`.
 */
#ifndef _EDBMSG_
#define _EDBMSG_

/* Bits 27 to 16 of a code, and bits 31 and 30. */
#define FACILITY_SYSTEM 0x0
#define FACILITY_EDB 0x800
#define FACILITY_BACKUP 0x7FF
#define STATUS_SEVERITY_SUCCESS 0x0
#define STATUS_SEVERITY_INFORMATIONAL 0x1
#define STATUS_SEVERITY_WARNING 0x2
#define STATUS_SEVERITY_ERROR 0x3

${lines.join('\n')}

/* RPC_S_ALREADY_LISTENING of Windows. */
${defineCode('hrAlreadyListening', Win32.RPC_S_ALREADY_LISTENING)}

#endif
`;
}
