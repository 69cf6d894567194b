/** Generators of work for a server, and the ledger of what was committed. */
export { type Comparison, Ledger } from './ledger.ts';
export { Workload, type WorkloadReport, type WorkloadStyle } from './workload.ts';
