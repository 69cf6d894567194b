import { isAlias, type Node, visit, type YAMLError } from 'yaml';
import { keyAt } from './keyAt.ts';

/** What is wrong with the syntax of a text, with the key where it is; the parser's own words where they say it well. */
export function syntaxText(error: YAMLError, text: string, { line, col }: { line: number; col: number }): string {
  const isOfNoKey = error.code === 'MULTIPLE_DOCS' || error.code === 'RESOURCE_EXHAUSTION';
  const key = isOfNoKey ? null : (keyAt(text, line, col) ?? keyAt(text, line - 1, null));
  const what = ownText(error) ?? shortened(error.message);
  return `${key === null ? '' : `${key}: `}${what}`;
}

function ownText({ code, message }: YAMLError): string | null {
  switch (code) {
    case 'RESOURCE_EXHAUSTION':
      return 'it is nested too deeply';
    case 'MULTIPLE_DOCS':
      return 'a second document begins here; a file has only one';
    case 'TAB_AS_INDENT':
      return 'a tab is no indentation; use spaces';
    case 'BAD_INDENT':
      return `${shortened(message)}; mend the indentation`;
    case 'BLOCK_AS_IMPLICIT_KEY':
      return `${shortened(message)}; put quotes around text with a colon in it, or mend the indentation`;
    default:
      return null;
  }
}

const shortened = (text: string): string => (text.length <= 200 ? text : `${text.slice(0, 200)}…`);

/** Where an alias of this name stands first; null when there is none. */
export function aliasNode(root: Node | null, name: string): Node | null {
  let found: Node | null = null;
  visit(root, (_, node) => {
    if (!isAlias(node) || node.source !== name) return undefined;
    found = node;
    return visit.BREAK;
  });
  return found;
}
