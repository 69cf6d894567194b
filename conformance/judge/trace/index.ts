/** Traces as histories: which call of which service each line is, and what its caller saw of it. */
export { TraceDamage, TraceReader } from './traceReader.ts';
