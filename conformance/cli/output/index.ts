/** Where text leaves this program: lines that stay lines, whatever names and files put into them. */
export {
  bold,
  dim,
  green,
  jsonDocument,
  jsonLine,
  type Line,
  type Lines,
  line,
  ownLines,
  red,
  yellow,
} from './line.ts';
export { overwritten, printed } from './printed.ts';
export { visible } from './visible.ts';
