/*
 * edbbcli.h: the online-backup client API of Microsoft Exchange Server 4.0, 5.0 and 5.5, for people without its SDK.
 *
 * Written for edbproof from the published names, values and shapes; source-compatible with code written for the header
 * of the SDK.
 * Widths are those of Windows on every platform: ULONG, DWORD, ERR and C have 32 bits, WCHAR has 16.
 * Before including it define UNICODE to let the names without A or W mean the W functions.
 */
#ifndef EDBPROOF_EDBBCLI_H
#define EDBPROOF_EDBBCLI_H

#ifdef _WIN32
#include <windows.h>
#define EDBBACK_API __stdcall
#else
#include <stdint.h>
#define EDBBACK_API
typedef void VOID;
typedef void *PVOID;
typedef char CHAR;
typedef uint16_t WCHAR;
#ifdef UNICODE
typedef WCHAR TCHAR;
#else
typedef CHAR TCHAR;
#endif
typedef int32_t LONG;
typedef LONG HRESULT;
typedef uint32_t ULONG;
typedef uint32_t DWORD;
typedef DWORD *PDWORD;
typedef DWORD *LPDWORD;
typedef char *LPSTR;
typedef WCHAR *LPWSTR;
#if defined(__GNUC__)
#define EDBPROOF_NAMELESS __extension__
#else
#define EDBPROOF_NAMELESS
#endif
typedef union {
  /* Without a name, because agents write size.LowPart. It is not C99, but taken by every compiler of agents. */
  EDBPROOF_NAMELESS struct {
    DWORD LowPart;
    LONG HighPart;
  };
  struct {
    DWORD LowPart;
    LONG HighPart;
  } u;
  int64_t QuadPart;
} LARGE_INTEGER;
#undef EDBPROOF_NAMELESS
#ifndef IN
#define IN
#endif
#ifndef OUT
#define OUT
#endif
#endif

/* A file's token: one character, so 1 byte in A builds and 2 in W builds. */
typedef TCHAR BFT;

typedef LONG ERR;
/* A number of rows. */
typedef LONG C;
/* A backup or restore context. */
typedef void *HBC;

/* Services, by the annotation they are registered under. */
#define EDBBACK_MDB_SERVER "Exchange MDB Database"
#define EDBBACK_DS_SERVER "Exchange DS Database"

/* btBackupType of HrBackupPrepare. LOGS_ONLY is for incremental and differential backups alike. */
#define BACKUP_TYPE_FULL 0x01
#define BACKUP_TYPE_LOGS_ONLY 0x02

/* dwCurrentLog of HrSetCurrentBackupLog: no incremental or differential backup until the next full one. */
#define BACKUP_DISABLE_INCREMENTAL 0xffffffff

/*
 * The first character of every name in a list: a binary value, the same in A and W. A char is mostly signed: compare
 * (unsigned char). The first three are flags.
 */
#define BFT_DIRECTORY 0x80
#define BFT_DATABASE_DIRECTORY 0x40
#define BFT_LOG_DIRECTORY 0x20
#define BFT_LOG 0x21
#define BFT_LOG_DIR 0x82
#define BFT_CHECKPOINT_DIR 0x83
#define BFT_MDB_PRIVATE_DATABASE 0x45
#define BFT_MDB_PUBLIC_DATABASE 0x46
#define BFT_DSA_DATABASE 0x47
#define BFT_PATCH_FILE 0x28
#define BFT_UNKNOWN 0x0f

/*
 * Codes of the backup layer, which the SDK has in EDBMSG.H: include that first, and these stand back. The engine's own
 * arrive as 0xC8000000 | abs(error), those of Windows as they are.
 */
#ifndef hrNone
#define hrNone ((ERR)0x00000000)
#define hrNyi ((ERR)0xC0000001)
#define hrInvalidParam ((ERR)0xC7FF0001)
#define hrError ((ERR)0xC7FF0002)
#define hrInvalidHandle ((ERR)0xC7FF0003)
#define hrRestoreInProgress ((ERR)0xC7FF0004)
#define hrAlreadyOpen ((ERR)0xC7FF0005)
#define hrInvalidRecips ((ERR)0xC7FF0006)
#define hrCouldNotConnect ((ERR)0xC7FF0007)
#define hrRestoreMapExists ((ERR)0xC7FF0008)
#define hrIncrementalBackupDisabled ((ERR)0xC7FF0009)
#define hrLogFileNotFound ((ERR)0xC7FF000A)
#define hrCircularLogging ((ERR)0xC7FF000B)
#define hrNoFullRestore ((ERR)0xC7FF000C)
#define hrCommunicationError ((ERR)0xC7FF000D)
#define hrFullBackupNotTaken ((ERR)0xC7FF000E)
#endif

/* Where a database was when it was backed up, and where it is restored to. */
typedef struct {
  char *szDatabaseName;
  char *szNewDatabaseName;
} EDB_RSTMAPA;

typedef struct {
  WCHAR *wszDatabaseName;
  WCHAR *wszNewDatabaseName;
} EDB_RSTMAPW;

#ifdef __cplusplus
extern "C" {
#endif

ERR EDBBACK_API HrBackupPrepareA(IN char *szBackupServer, IN char *szBackupAnnotation, IN ULONG grbit,
                                 IN ULONG btBackupType, OUT HBC *phbc);
ERR EDBBACK_API HrBackupPrepareW(IN WCHAR *wszBackupServer, IN WCHAR *wszBackupAnnotation, IN ULONG grbit,
                                 IN ULONG btBackupType, OUT HBC *phbc);
ERR EDBBACK_API HrBackupGetDatabaseNamesA(IN HBC hbc, OUT LPSTR *ppszAttachmentInformation, OUT LPDWORD pcbSize);
ERR EDBBACK_API HrBackupGetDatabaseNamesW(IN HBC hbc, OUT LPWSTR *ppwszAttachmentInformation, OUT LPDWORD pcbSize);
ERR EDBBACK_API HrBackupOpenFileA(IN HBC hbc, IN char *szAttachmentName, IN DWORD cbReadHintSize,
                                  OUT LARGE_INTEGER *pliFileSize);
ERR EDBBACK_API HrBackupOpenFileW(IN HBC hbc, IN WCHAR *wszAttachmentName, IN DWORD cbReadHintSize,
                                  OUT LARGE_INTEGER *pliFileSize);
ERR EDBBACK_API HrBackupRead(IN HBC hbc, IN PVOID pvBuffer, IN DWORD cbBuffer, OUT PDWORD pcbRead);
ERR EDBBACK_API HrBackupClose(IN HBC hbc);
ERR EDBBACK_API HrBackupGetBackupLogsA(IN HBC hbc, OUT LPSTR *pszBackupLogFile, OUT PDWORD pcbSize);
ERR EDBBACK_API HrBackupGetBackupLogsW(IN HBC hbc, OUT LPWSTR *pwszBackupLogFile, OUT PDWORD pcbSize);
ERR EDBBACK_API HrBackupTruncateLogs(IN HBC hbc);
ERR EDBBACK_API HrBackupEnd(IN HBC hbc);
VOID EDBBACK_API BackupFree(IN PVOID pvBuffer);
ERR EDBBACK_API HrRestorePrepareA(IN char *szServerName, IN char *szServiceAnnotation, OUT HBC *phbcBackupContext);
ERR EDBBACK_API HrRestorePrepareW(IN WCHAR *wszServerName, IN WCHAR *wszServiceAnnotation, OUT HBC *phbcBackupContext);
ERR EDBBACK_API HrRestoreGetDatabaseLocationsA(IN HBC hbc, OUT LPSTR *ppszDatabaseLocationList, OUT LPDWORD pcbSize);
ERR EDBBACK_API HrRestoreGetDatabaseLocationsW(IN HBC hbc, OUT LPWSTR *ppwszDatabaseLocationList, OUT LPDWORD pcbSize);
ERR EDBBACK_API HrRestoreRegisterA(IN HBC hbc, IN char *szCheckpointFilePath, IN char *szLogPath,
                                   IN EDB_RSTMAPA rgrstmap[], IN C crstmap, IN char *szBackupLogPath, IN ULONG genLow,
                                   IN ULONG genHigh);
ERR EDBBACK_API HrRestoreRegisterW(IN HBC hbc, IN WCHAR *wszCheckpointFilePath, IN WCHAR *wszLogPath,
                                   IN EDB_RSTMAPW rgrstmap[], IN C crstmap, IN WCHAR *wszBackupLogPath, IN ULONG genLow,
                                   IN ULONG genHigh);
ERR EDBBACK_API HrRestoreRegisterComplete(IN HBC hbc, IN ERR hrRestoreState);
ERR EDBBACK_API HrRestoreEnd(IN HBC hbc);
ERR EDBBACK_API HrSetCurrentBackupLogA(IN CHAR *szServerName, IN CHAR *szBackupAnnotation, IN DWORD dwCurrentLog);
ERR EDBBACK_API HrSetCurrentBackupLogW(IN WCHAR *wszServerName, IN WCHAR *wszBackupAnnotation, IN DWORD dwCurrentLog);
/* Exported and in no public header. Four bytes of arguments; that they are a pointer is inferred from the name. */
ERR EDBBACK_API I_HrCheckBackupLogs(IN PVOID pvUnknown);
/*
 * Exported, and in no public header. Known are nine words of arguments, 36 bytes on x86, and nothing of what they are: cast
 * each to PVOID, so that it is passed as a word is passed on every platform.
 */
ERR EDBBACK_API I_HrRestoreW(IN PVOID pvUnknown1, IN PVOID pvUnknown2, IN PVOID pvUnknown3, IN PVOID pvUnknown4,
                             IN PVOID pvUnknown5, IN PVOID pvUnknown6, IN PVOID pvUnknown7, IN PVOID pvUnknown8,
                             IN PVOID pvUnknown9);

#ifdef __cplusplus
}
#endif

#ifdef UNICODE
#define HrBackupPrepare HrBackupPrepareW
#define HrBackupGetDatabaseNames HrBackupGetDatabaseNamesW
#define HrBackupOpenFile HrBackupOpenFileW
#define HrBackupGetBackupLogs HrBackupGetBackupLogsW
#define HrRestorePrepare HrRestorePrepareW
#define HrRestoreGetDatabaseLocations HrRestoreGetDatabaseLocationsW
#define HrRestoreRegister HrRestoreRegisterW
#define HrSetCurrentBackupLog HrSetCurrentBackupLogW
typedef EDB_RSTMAPW EDB_RSTMAP;
#else
#define HrBackupPrepare HrBackupPrepareA
#define HrBackupGetDatabaseNames HrBackupGetDatabaseNamesA
#define HrBackupOpenFile HrBackupOpenFileA
#define HrBackupGetBackupLogs HrBackupGetBackupLogsA
#define HrRestorePrepare HrRestorePrepareA
#define HrRestoreGetDatabaseLocations HrRestoreGetDatabaseLocationsA
#define HrRestoreRegister HrRestoreRegisterA
#define HrSetCurrentBackupLog HrSetCurrentBackupLogA
typedef EDB_RSTMAPA EDB_RSTMAP;
#endif

#endif
