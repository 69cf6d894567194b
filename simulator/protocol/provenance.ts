/**
 * How a fact is known. DOCUMENTED: a published source says it. INFERRED: derived from published sources, and the
 * derivation is stated. UNKNOWN: no source settles it. OBSERVED: seen on a real DLL.
 */
export type Provenance = 'DOCUMENTED' | 'INFERRED' | 'UNKNOWN' | 'OBSERVED';
