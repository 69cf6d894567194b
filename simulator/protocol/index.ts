export type * from './api.ts';
export { hresult } from './api.ts';
export type { CodeUse } from './codeFacts.ts';
export { type AnsiDecoding, type AnsiEncoding, decodeAnsi, encodeAnsi, isCodePage } from './codePages.ts';
export { type CodePage, codePages } from './codePageTable.ts';
export {
  type CodeInfo,
  type CodeLayer,
  type CodeList,
  type CodeName,
  type CodeOrigin,
  type CodeSeverity,
  codeByName,
  codeByValue,
  codeInfos,
  codeOfJet,
  layerOfCode,
  severityOfCode,
} from './codes.ts';
export {
  Annotation,
  type AnnotationName,
  type AnnotationText,
  BACKUP_DISABLE_INCREMENTAL,
  BackupGrbit,
  BackupType,
  type BackupTypeName,
  EMPTY_PATCH_FILE_SIZE_BYTES,
  FIRST_GENERATION,
  HEADER_PAGE_COUNT,
  LAST_GENERATION,
  LOG_SECTOR_COUNT,
  LOG_SECTOR_SIZE_BYTES,
  LOG_SIZE_BYTES,
  MINIMUM_FIRST_READ_SIZE_BYTES,
  NON_TCP_READ_ALIGNMENT_BYTES,
  PAGE_SIZE_BYTES,
  SAMPLE_MINIMUM_READ_HINT_SIZE_BYTES,
  SAMPLE_READ_HINT_SIZE_BYTES,
} from './constants.ts';
export { articleUrl, type CodeDescription, describeCode, formatCode } from './describeCode.ts';
export {
  describeMeanings,
  type EventDescription,
  type MeaningsDescription,
  type ServiceErrorDescription,
} from './describeMeanings.ts';
export { editDistance } from './editDistance.ts';
export { type EventFacts, type EventVersion, eventFacts } from './events/index.ts';
export {
  type EntryPointInfo,
  type ExportListInfo,
  type ExportListKey,
  entryPoint,
  exportLists,
} from './exports.ts';
export { type CodeForm, type CodeLookup, type CodeReading, findCode } from './findCode.ts';
export { eventSourceOf } from './findEvents.ts';
export {
  type FunctionBaseName,
  type FunctionForm,
  type FunctionInfo,
  functionInfo,
  functionInfos,
  type ParameterInfo,
} from './functions.ts';
export { Hr, type HrName } from './hr.ts';
export { JetError, type JetErrorName, type JetErrorNumber, jetErrorName, jetErrorOf } from './jetErrors.ts';
export { type Lookup, lookUp, type Meanings } from './lookUp.ts';
export {
  decodeListA,
  decodeListW,
  encodeListA,
  encodeListW,
  type ListDecoding,
  type ListEncoding,
  type ListEntry,
  MAXIMUM_LIST_ENTRIES,
  unnamedTokens,
} from './multiString.ts';
export { NOT_MODELLED } from './notModelled.ts';
export type { Provenance } from './provenance.ts';
export type { ServiceErrorFacts } from './serviceErrors.ts';
export {
  Bft,
  BftFlag,
  type BftFlagName,
  type BftName,
  type BftToken,
  type ListFunctionName,
  type TokenInfo,
  tokenFlagNames,
  tokenInfo,
  tokenInfos,
  tokenName,
} from './tokens.ts';
export { formatUnc, localPathOfUnc, parseUnc, type UncParse, type UncPath, uncOfLocalPath } from './unc.ts';
export { Win32, type Win32Name } from './windowsCodes.ts';
