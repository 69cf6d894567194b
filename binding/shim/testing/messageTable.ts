import { type CodeInfo, codeInfos, formatCode, type Hresult, hresult } from '../../../simulator/protocol/index.ts';

/** What FormatMessage finds in the libraries for Windows: every code that is not of Windows itself, by its value. */
export function messages(): ReadonlyMap<Hresult, CodeInfo> {
  const ours = codeInfos.filter(({ origin }) => origin !== 'Windows');
  return new Map(ours.map((info): [Hresult, CodeInfo] => [info.value, info]).sort(([one], [other]) => one - other));
}

/** A text as FormatMessage gives it: a percent sign would begin an insertion, and texts end with a new line. */
export const messageText = ({ meaning }: CodeInfo): string => `${meaning.replaceAll('%', '%%')}\r\n`;

/** Neighbours by value make one block. */
function blocksOf(codes: readonly Hresult[]): readonly (readonly Hresult[])[] {
  const blocks: Hresult[][] = [];
  for (const code of codes) {
    const last = blocks.at(-1);
    if (last !== undefined && last.at(-1) === code - 1) last.push(code);
    else blocks.push([code]);
  }
  return blocks;
}

/** Length and flags, then UTF-16 with its NUL, and zeros up to a multiple of four (MESSAGE_RESOURCE_ENTRY of WINNT.H). */
const entrySizeBytes = (text: string): number => (4 + 2 * (text.length + 1) + 3) & ~3;

const number32 = (value: number): string => `${formatCode(hresult(value))}L`;

function entryLine(info: CodeInfo): string {
  const text = messageText(info);
  const sizeBytes = entrySizeBytes(text);
  const zeros = (sizeBytes - 4) / 2 - text.length;
  const shown = text.replaceAll('\\', '\\\\').replaceAll('"', '""').replace('\r\n', '\\r\\n');
  return `  ${sizeBytes}, 1, L"${shown}${'\\0'.repeat(zeros)}", /* ${formatCode(info.value)} ${info.name} */`;
}

/** messages.rc: the table as the resource compiler reads it, number by number. */
export function messageResource(): string {
  const table = messages();
  const blocks = blocksOf([...table.keys()]);
  const entries = (block: readonly Hresult[]): readonly CodeInfo[] =>
    block.flatMap((code) => {
      const info = table.get(code);
      return info === undefined ? [] : [info];
    });
  let offset = 4 + 12 * blocks.length;
  const heads: string[] = [];
  for (const block of blocks) {
    heads.push(`  ${number32(block[0] ?? 0)}, ${number32(block.at(-1) ?? 0)}, ${number32(offset)},`);
    for (const info of entries(block)) offset += entrySizeBytes(messageText(info));
  }
  const lines = blocks.flatMap((block) => entries(block).map(entryLine));
  const body = [`  ${number32(blocks.length)},`, ...heads, ...lines].join('\n').replace(/,( \/\*.*)$/, '$1');
  return `/*
 * What FormatMessage says of a code when an agent asks the library (RT_MESSAGETABLE, no language of its own): blocks of
 * neighbouring codes, then their texts. Made of simulator/protocol by .ci/shimMessages.mjs; a test compares.
 */
LANGUAGE 0, 0
1 11
BEGIN
${body}
END
`;
}
