export type * from './api.ts';
export { hresult } from './api.ts';
export { JetError, type JetErrorName, type JetErrorNumber } from './jetErrors.ts';
