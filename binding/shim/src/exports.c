/*
 * The functions that agents call. Each puts its arguments into a row, in the order of its prototype, and leaves the
 * rest to perform_call. Nothing else stands here but the last export: a test reads the stack bytes that each one pops
 * from its code.
 */
#ifdef _WIN32
#define EXPORTED
#else
#define EXPORTED __attribute__((visibility("default")))
#endif

#include "../include/edbbcli.h"
#include "calls.h"

#define POINTER(value) {.pointer = (value)}
#define NUMBER(value) {.number = (uint32_t)(value)}
#define FORWARD(name, ...)                                    \
  const union call_argument row[MAXIMUM_PARAMETERS] = {__VA_ARGS__}; \
  return (HRESULT)perform_call(FUNCTION_##name, row)

EXPORTED HRESULT EDBBACK_API HrBackupPrepareA(char *szBackupServer, char *szBackupAnnotation, ULONG grbit,
                                              ULONG btBackupType, HBC *phbc) {
  FORWARD(HrBackupPrepareA, POINTER(szBackupServer), POINTER(szBackupAnnotation), NUMBER(grbit), NUMBER(btBackupType),
          POINTER(phbc));
}

EXPORTED HRESULT EDBBACK_API HrBackupPrepareW(WCHAR *wszBackupServer, WCHAR *wszBackupAnnotation, ULONG grbit,
                                              ULONG btBackupType, HBC *phbc) {
  FORWARD(HrBackupPrepareW, POINTER(wszBackupServer), POINTER(wszBackupAnnotation), NUMBER(grbit), NUMBER(btBackupType),
          POINTER(phbc));
}

EXPORTED HRESULT EDBBACK_API HrBackupGetDatabaseNamesA(HBC hbc, LPSTR *ppszAttachmentInformation, LPDWORD pcbSize) {
  FORWARD(HrBackupGetDatabaseNamesA, POINTER(hbc), POINTER(ppszAttachmentInformation), POINTER(pcbSize));
}

EXPORTED HRESULT EDBBACK_API HrBackupGetDatabaseNamesW(HBC hbc, LPWSTR *ppwszAttachmentInformation, LPDWORD pcbSize) {
  FORWARD(HrBackupGetDatabaseNamesW, POINTER(hbc), POINTER(ppwszAttachmentInformation), POINTER(pcbSize));
}

EXPORTED HRESULT EDBBACK_API HrBackupOpenFileA(HBC hbc, char *szAttachmentName, DWORD cbReadHintSize,
                                               LARGE_INTEGER *pliFileSize) {
  FORWARD(HrBackupOpenFileA, POINTER(hbc), POINTER(szAttachmentName), NUMBER(cbReadHintSize), POINTER(pliFileSize));
}

EXPORTED HRESULT EDBBACK_API HrBackupOpenFileW(HBC hbc, WCHAR *wszAttachmentName, DWORD cbReadHintSize,
                                               LARGE_INTEGER *pliFileSize) {
  FORWARD(HrBackupOpenFileW, POINTER(hbc), POINTER(wszAttachmentName), NUMBER(cbReadHintSize), POINTER(pliFileSize));
}

EXPORTED HRESULT EDBBACK_API HrBackupRead(HBC hbc, PVOID pvBuffer, DWORD cbBuffer, PDWORD pcbRead) {
  FORWARD(HrBackupRead, POINTER(hbc), POINTER(pvBuffer), NUMBER(cbBuffer), POINTER(pcbRead));
}

EXPORTED HRESULT EDBBACK_API HrBackupClose(HBC hbc) { FORWARD(HrBackupClose, POINTER(hbc)); }

EXPORTED HRESULT EDBBACK_API HrBackupGetBackupLogsA(HBC hbc, LPSTR *pszBackupLogFile, PDWORD pcbSize) {
  FORWARD(HrBackupGetBackupLogsA, POINTER(hbc), POINTER(pszBackupLogFile), POINTER(pcbSize));
}

EXPORTED HRESULT EDBBACK_API HrBackupGetBackupLogsW(HBC hbc, LPWSTR *pwszBackupLogFile, PDWORD pcbSize) {
  FORWARD(HrBackupGetBackupLogsW, POINTER(hbc), POINTER(pwszBackupLogFile), POINTER(pcbSize));
}

EXPORTED HRESULT EDBBACK_API HrBackupTruncateLogs(HBC hbc) { FORWARD(HrBackupTruncateLogs, POINTER(hbc)); }

EXPORTED HRESULT EDBBACK_API HrBackupEnd(HBC hbc) { FORWARD(HrBackupEnd, POINTER(hbc)); }

EXPORTED VOID EDBBACK_API BackupFree(PVOID pvBuffer) {
  const union call_argument row[MAXIMUM_PARAMETERS] = {POINTER(pvBuffer)};
  (void)perform_call(FUNCTION_BackupFree, row);
}

EXPORTED HRESULT EDBBACK_API HrRestorePrepareA(char *szServerName, char *szServiceAnnotation, HBC *phbcBackupContext) {
  FORWARD(HrRestorePrepareA, POINTER(szServerName), POINTER(szServiceAnnotation), POINTER(phbcBackupContext));
}

EXPORTED HRESULT EDBBACK_API HrRestorePrepareW(WCHAR *wszServerName, WCHAR *wszServiceAnnotation, HBC *phbcBackupContext) {
  FORWARD(HrRestorePrepareW, POINTER(wszServerName), POINTER(wszServiceAnnotation), POINTER(phbcBackupContext));
}

EXPORTED HRESULT EDBBACK_API HrRestoreGetDatabaseLocationsA(HBC hbc, LPSTR *ppszDatabaseLocationList, LPDWORD pcbSize) {
  FORWARD(HrRestoreGetDatabaseLocationsA, POINTER(hbc), POINTER(ppszDatabaseLocationList), POINTER(pcbSize));
}

EXPORTED HRESULT EDBBACK_API HrRestoreGetDatabaseLocationsW(HBC hbc, LPWSTR *ppwszDatabaseLocationList, LPDWORD pcbSize) {
  FORWARD(HrRestoreGetDatabaseLocationsW, POINTER(hbc), POINTER(ppwszDatabaseLocationList), POINTER(pcbSize));
}

EXPORTED HRESULT EDBBACK_API HrRestoreRegisterA(HBC hbc, char *szCheckpointFilePath, char *szLogPath,
                                                EDB_RSTMAPA rgrstmap[], C crstmap, char *szBackupLogPath, ULONG genLow,
                                                ULONG genHigh) {
  FORWARD(HrRestoreRegisterA, POINTER(hbc), POINTER(szCheckpointFilePath), POINTER(szLogPath), POINTER(rgrstmap),
          NUMBER(crstmap), POINTER(szBackupLogPath), NUMBER(genLow), NUMBER(genHigh));
}

EXPORTED HRESULT EDBBACK_API HrRestoreRegisterW(HBC hbc, WCHAR *wszCheckpointFilePath, WCHAR *wszLogPath,
                                                EDB_RSTMAPW rgrstmap[], C crstmap, WCHAR *wszBackupLogPath, ULONG genLow,
                                                ULONG genHigh) {
  FORWARD(HrRestoreRegisterW, POINTER(hbc), POINTER(wszCheckpointFilePath), POINTER(wszLogPath), POINTER(rgrstmap),
          NUMBER(crstmap), POINTER(wszBackupLogPath), NUMBER(genLow), NUMBER(genHigh));
}

EXPORTED HRESULT EDBBACK_API HrRestoreRegisterComplete(HBC hbc, HRESULT hrRestoreState) {
  FORWARD(HrRestoreRegisterComplete, POINTER(hbc), NUMBER(hrRestoreState));
}

EXPORTED HRESULT EDBBACK_API HrRestoreEnd(HBC hbc) { FORWARD(HrRestoreEnd, POINTER(hbc)); }

EXPORTED HRESULT EDBBACK_API HrSetCurrentBackupLogA(CHAR *szServerName, CHAR *szBackupAnnotation, DWORD dwCurrentLog) {
  FORWARD(HrSetCurrentBackupLogA, POINTER(szServerName), POINTER(szBackupAnnotation), NUMBER(dwCurrentLog));
}

EXPORTED HRESULT EDBBACK_API HrSetCurrentBackupLogW(WCHAR *wszServerName, WCHAR *wszBackupAnnotation, DWORD dwCurrentLog) {
  FORWARD(HrSetCurrentBackupLogW, POINTER(wszServerName), POINTER(wszBackupAnnotation), NUMBER(dwCurrentLog));
}

EXPORTED HRESULT EDBBACK_API I_HrCheckBackupLogs(PVOID pvUnknown) { FORWARD(I_HrCheckBackupLogs, POINTER(pvUnknown)); }

EXPORTED HRESULT EDBBACK_API I_HrRestoreW(PVOID pvUnknown1, PVOID pvUnknown2, PVOID pvUnknown3, PVOID pvUnknown4,
                                          PVOID pvUnknown5, PVOID pvUnknown6, PVOID pvUnknown7, PVOID pvUnknown8,
                                          PVOID pvUnknown9) {
  FORWARD(I_HrRestoreW, POINTER(pvUnknown1), POINTER(pvUnknown2), POINTER(pvUnknown3), POINTER(pvUnknown4),
          POINTER(pvUnknown5), POINTER(pvUnknown6), POINTER(pvUnknown7), POINTER(pvUnknown8), POINTER(pvUnknown9));
}

/*
 * The real DLL exports its own entry point, so programs may be linked with the name. Ours is told of load and unload in
 * DllMain: whoever calls this by its name, with whatever reason, changes nothing here, and nothing of it is forwarded or
 * recorded. edbbcli.h does not declare it, because some compilers call the entry point of an agent's own DLL so.
 */
EXPORTED int32_t EDBBACK_API DllEntryPoint(PVOID library, DWORD reason, PVOID reserved);
EXPORTED int32_t EDBBACK_API DllEntryPoint(PVOID library, DWORD reason, PVOID reserved) {
  (void)library;
  (void)reason;
  (void)reserved;
  return 1;
}
