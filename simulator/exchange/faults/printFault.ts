import { codeByValue, findCode, formatCode, type Hresult, jetErrorName } from '../../protocol/index.ts';
import type { Fault, FaultAction } from './fault.ts';

/** The line that parseFault reads as this fault. */
export function printFault({ when, what }: Fault): string {
  if (when.kind === 'time') return `at ${printVirtualTime(when.seconds)}, ${actionText(what)}`;
  const moment =
    when.kind === 'byte'
      ? `byte ${when.offsetBytes} of ${fileText(when.file)}`
      : `${when.function === 'any' ? 'any call' : when.function}${when.nth === 1 ? '' : ` ${when.nth}`}`;
  // A connection is so often lost on either side that the side is always said.
  const side = when.side === 'after' || what.kind === 'lose-connection' ? ` ${when.side}` : '';
  return `at ${moment}, ${actionText(what)}${side}`;
}

/** Virtual time since the clock was started: `2:30:00`. */
export function printVirtualTime(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

function actionText(what: FaultAction): string {
  switch (what.kind) {
    case 'return':
      return `return ${codeText(what.code)}`;
    case 'hang':
      return 'hang';
    case 'shorten-read':
      return `shorten to ${what.sizeBytes}`;
    case 'lose-connection':
      return 'lose connection';
    case 'kill-client':
      return 'kill client';
    case 'kill-service':
      return `kill ${what.service}`;
    case 'corrupt-page':
      return `corrupt page ${what.page} of ${fileText(what.file)}`;
    case 'corrupt-byte':
      return `corrupt byte ${what.offsetBytes} of ${fileText(what.file)}`;
    case 'blank-page':
      return `blank page ${what.page} of ${fileText(what.file)}`;
    case 'fail-new-log':
      return `fail new log of ${what.service} with ${errorText(what.jetError)}`;
    case 'tear-page':
      return `tear page ${what.page} of ${fileText(what.file)}`;
    case 'tear-file':
      return `tear ${fileText(what.file)} at byte ${what.offsetBytes}`;
    case 'fill-disk':
      return `fill disk ${what.volume}`;
    case 'free-disk':
      return `free disk ${what.volume}`;
  }
}

/** The name of a code where that leads back to it, else its number. */
function codeText(code: Hresult): string {
  const info = codeByValue(code);
  if (info === undefined) return formatCode(code);
  const lookup = findCode(info.name);
  return lookup.found && lookup.readings[0].info.value === code ? info.name : formatCode(code);
}

/** The published name of an error of the engine, else its number. */
const errorText = (error: number): string => jetErrorName(error) ?? `${error}`;

/** Quotes keep blanks and commas together, and a file called `page` from being taken for the word. */
const fileText = (file: string): string => (/[\s,]/.test(file) || file.toLowerCase() === 'page' ? `"${file}"` : file);
