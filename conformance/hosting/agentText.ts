import type { ClientFacts } from '../../binding/host/index.ts';
import { type CodePage, decodeAnsi, isCodePage } from '../../simulator/protocol/index.ts';
import type { HostedStep } from './hostedStep.ts';

/** What a client runs under that says nothing, or a code page that we do not have. */
const DEFAULT_CODE_PAGE = 'cp1252';

/** In which code page the A calls of a client are read: that of the scenario, else the one that the client tells. */
export type CodePageOfClient = (client: ClientFacts) => CodePage;

export const codePageOfStep =
  ({ backup, restore }: HostedStep): CodePageOfClient =>
  (client) =>
    backup?.codePage ?? restore?.codePage ?? toldCodePage(client) ?? DEFAULT_CODE_PAGE;

/** Why A calls of a client may be misread, a sentence without a full stop; null when nothing speaks against them. */
export function codePageDoubt(client: ClientFacts, step: HostedStep): string | null {
  if (client.codePage === null || toldCodePage(client) !== null) return null;
  if (step.backup?.codePage !== undefined || step.restore?.codePage !== undefined) return null;
  const said = `The agent runs under code page ${client.codePage}, which is none of Windows NT's that we have`;
  return `${said}: its A calls are read as ${DEFAULT_CODE_PAGE}; codePage in the step of the scenario says otherwise`;
}

/** A name as an agent passed it; bytes that are no text are shown one character each. */
export function agentText(text: Uint8Array | string | null, codePage: CodePage): string {
  if (typeof text === 'string') return text;
  const bytes = text ?? new Uint8Array();
  const decoded = decodeAnsi(bytes, codePage);
  return decoded.ok ? decoded.text : Buffer.from(bytes).toString('latin1');
}

function toldCodePage({ codePage }: ClientFacts): CodePage | null {
  const name = `cp${codePage}`;
  return isCodePage(name) ? name : null;
}
