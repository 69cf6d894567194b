/*
 * edbbcli.h: the online-backup client API of Microsoft Exchange Server 4.0, 5.0 and 5.5, for people without its SDK.
 *
 * Written for edbproof from the published names, values, types and shapes: a program for the header of the SDK compiles
 * with this one, in C and in C++, and means the same. One thing is meant to differ: where EDBBACK_BUILD is defined,
 * by whoever builds the library itself, functions stay __stdcall, for nobody could call them otherwise.
 *
 * Before including it define UNICODE to let the names without A or W mean the W functions. Not only on Windows are
 * ULONG, DWORD, ERR, HRESULT and C 32 bits wide and WCHAR 16.
 */
#ifndef _EDBBCLI_
#define _EDBBCLI_

#ifdef _WIN32
#include <windows.h>
#else
#include <stddef.h>
#include <stdint.h>
typedef void VOID;
typedef void *PVOID;
typedef char CHAR;
/* A type of which the compiler has literals, where it has one of 16 bits: L with -fshort-wchar, u otherwise. */
#if defined(__SIZEOF_WCHAR_T__) && __SIZEOF_WCHAR_T__ == 2
typedef wchar_t WCHAR;
#define EDBBCLI_WIDE(literal) L##literal
#elif defined(__cplusplus) && __cplusplus >= 201103L
typedef char16_t WCHAR;
#define EDBBCLI_WIDE(literal) u##literal
#else
typedef uint16_t WCHAR;
#define EDBBCLI_WIDE(literal) u##literal
#endif
#ifdef UNICODE
typedef WCHAR TCHAR;
#ifndef TEXT
#define TEXT(literal) EDBBCLI_WIDE(literal)
#endif
#else
typedef CHAR TCHAR;
#ifndef TEXT
#define TEXT(literal) literal
#endif
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
#define EDBBCLI_NAMELESS __extension__
#else
#define EDBBCLI_NAMELESS
#endif
typedef union {
  /* Without a name, because agents write size.LowPart. It is not C99, but taken by every compiler of agents. */
  EDBBCLI_NAMELESS struct {
    DWORD LowPart;
    LONG HighPart;
  };
  struct {
    DWORD LowPart;
    LONG HighPart;
  } u;
  int64_t QuadPart;
} LARGE_INTEGER;
#undef EDBBCLI_NAMELESS
#ifndef IN
#define IN
#endif
#ifndef OUT
#define OUT
#endif
#endif

/* An attribute for MIDL, and nothing for compilers of C. */
#ifdef MIDL_PASS
#define RPC_STRING [string]
#else
#define RPC_STRING
#endif

#if !defined(_WIN32)
#define EDBBACK_API
#elif defined(EDBBACK_BUILD)
#define EDBBACK_API __stdcall
#else
#define EDBBACK_API __declspec(dllimport) __stdcall
#endif

/* A file's token: one character, so 1 byte in A builds and 2 in W builds. */
typedef TCHAR BFT;

/* Unsigned, while functions return an HRESULT, which is signed: no ERR is below 0. */
typedef DWORD ERR;
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

/* Bits of a token: the path is a folder; the file belongs to the databases; it belongs to the logs. */
#define BFT_DIRECTORY 0x80
#define BFT_DATABASE_DIRECTORY 0x40
#define BFT_LOG_DIRECTORY 0x20

/*
 * The first character of every name in a list: a binary value, the same in A and W. Each is a BFT, so compare the
 * character with it as it stands, `*name == BFT_LOG_DIR`: made unsigned, or put into an int as a number from 0 to 255,
 * the directories are other values than these where a char is signed. Mask with 0xFF only to print it.
 */
#define BFT_LOG ((BFT)0x21)
#define BFT_LOG_DIR ((BFT)0x82)
#define BFT_CHECKPOINT_DIR ((BFT)0x83)
#define BFT_MDB_PRIVATE_DATABASE ((BFT)0x45)
#define BFT_MDB_PUBLIC_DATABASE ((BFT)0x46)
#define BFT_DSA_DATABASE ((BFT)0x47)
#define BFT_PATCH_FILE ((BFT)0x28)
#define BFT_UNKNOWN ((BFT)0x0f)

/* The codes. What has no name there arrives as it is: a code of Windows, or 0xC8000000 | abs(error) of the engine. */
#include "edbmsg.h"

/* Where a database was when it was backed up, and where it is restored to. */
typedef struct tagEDB_RSTMAPA {
  RPC_STRING char *szDatabaseName;
  RPC_STRING char *szNewDatabaseName;
} EDB_RSTMAPA, *PEDB_RSTMAPA;

/* Says that there is a W form of the map. */
#define UNICODE_RSTMAP
typedef struct tagEDB_RSTMAPW {
  RPC_STRING WCHAR *wszDatabaseName;
  RPC_STRING WCHAR *wszNewDatabaseName;
} EDB_RSTMAPW, *PEDB_RSTMAPW;

#ifdef __cplusplus
extern "C" {
#endif

HRESULT EDBBACK_API HrBackupPrepareA(IN char *szBackupServer, IN char *szBackupAnnotation, IN ULONG grbit,
                                     IN ULONG btBackupType, OUT HBC *phbc);
HRESULT EDBBACK_API HrBackupPrepareW(IN WCHAR *wszBackupServer, IN WCHAR *wszBackupAnnotation, IN ULONG grbit,
                                     IN ULONG btBackupType, OUT HBC *phbc);
HRESULT EDBBACK_API HrBackupGetDatabaseNamesA(IN HBC hbc, OUT LPSTR *ppszAttachmentInformation, OUT LPDWORD pcbSize);
HRESULT EDBBACK_API HrBackupGetDatabaseNamesW(IN HBC hbc, OUT LPWSTR *ppwszAttachmentInformation, OUT LPDWORD pcbSize);
HRESULT EDBBACK_API HrBackupOpenFileA(IN HBC hbc, IN char *szAttachmentName, IN DWORD cbReadHintSize,
                                      OUT LARGE_INTEGER *pliFileSize);
HRESULT EDBBACK_API HrBackupOpenFileW(IN HBC hbc, IN WCHAR *wszAttachmentName, IN DWORD cbReadHintSize,
                                      OUT LARGE_INTEGER *pliFileSize);
HRESULT EDBBACK_API HrBackupRead(IN HBC hbc, IN PVOID pvBuffer, IN DWORD cbBuffer, OUT PDWORD pcbRead);
HRESULT EDBBACK_API HrBackupClose(IN HBC hbc);
HRESULT EDBBACK_API HrBackupGetBackupLogsA(IN HBC hbc, OUT LPSTR *pszBackupLogFile, OUT PDWORD pcbSize);
HRESULT EDBBACK_API HrBackupGetBackupLogsW(IN HBC hbc, OUT LPWSTR *pwszBackupLogFile, OUT PDWORD pcbSize);
HRESULT EDBBACK_API HrBackupTruncateLogs(IN HBC hbc);
HRESULT EDBBACK_API HrBackupEnd(IN HBC hbc);
VOID EDBBACK_API BackupFree(IN PVOID pvBuffer);
HRESULT EDBBACK_API HrRestorePrepareA(IN char *szServerName, IN char *szServiceAnnotation, OUT HBC *phbcBackupContext);
HRESULT EDBBACK_API HrRestorePrepareW(IN WCHAR *wszServerName, IN WCHAR *wszServiceAnnotation,
                                      OUT HBC *phbcBackupContext);
HRESULT EDBBACK_API HrRestoreGetDatabaseLocationsA(IN HBC hbc, OUT LPSTR *ppszDatabaseLocationList,
                                                   OUT LPDWORD pcbSize);
HRESULT EDBBACK_API HrRestoreGetDatabaseLocationsW(IN HBC hbc, OUT LPWSTR *ppwszDatabaseLocationList,
                                                   OUT LPDWORD pcbSize);
HRESULT EDBBACK_API HrRestoreRegisterA(IN HBC hbc, IN char *szCheckpointFilePath, IN char *szLogPath,
                                       IN EDB_RSTMAPA rgrstmap[], IN C crstmap, IN char *szBackupLogPath,
                                       IN ULONG genLow, IN ULONG genHigh);
HRESULT EDBBACK_API HrRestoreRegisterW(IN HBC hbc, IN WCHAR *wszCheckpointFilePath, IN WCHAR *wszLogPath,
                                       IN EDB_RSTMAPW rgrstmap[], IN C crstmap, IN WCHAR *wszBackupLogPath,
                                       IN ULONG genLow, IN ULONG genHigh);
HRESULT EDBBACK_API HrRestoreRegisterComplete(IN HBC hbc, IN HRESULT hrRestoreState);
HRESULT EDBBACK_API HrRestoreEnd(IN HBC hbc);
HRESULT EDBBACK_API HrSetCurrentBackupLogA(IN CHAR *szServerName, IN CHAR *szBackupAnnotation, IN DWORD dwCurrentLog);
HRESULT EDBBACK_API HrSetCurrentBackupLogW(IN WCHAR *wszServerName, IN WCHAR *wszBackupAnnotation,
                                           IN DWORD dwCurrentLog);
/* The header of the SDK lacks these two: they must not be in the way of a program that declares them itself. */
#ifdef EDBPROOF_UNDOCUMENTED
/* Exported and in no public header. Four bytes of arguments; that they are a pointer is inferred from the name. */
HRESULT EDBBACK_API I_HrCheckBackupLogs(IN PVOID pvUnknown);
/*
 * Exported, and in no public header. Known are nine words of arguments, 36 bytes on x86, and nothing of what they are:
 * cast each to PVOID, so that it is passed as a word is passed on every platform.
 */
HRESULT EDBBACK_API I_HrRestoreW(IN PVOID pvUnknown1, IN PVOID pvUnknown2, IN PVOID pvUnknown3, IN PVOID pvUnknown4,
                                 IN PVOID pvUnknown5, IN PVOID pvUnknown6, IN PVOID pvUnknown7, IN PVOID pvUnknown8,
                                 IN PVOID pvUnknown9);
#endif

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
#define EDB_RSTMAP EDB_RSTMAPW
#define PEDB_RSTMAP PEDB_RSTMAPW
#else
#define HrBackupPrepare HrBackupPrepareA
#define HrBackupGetDatabaseNames HrBackupGetDatabaseNamesA
#define HrBackupOpenFile HrBackupOpenFileA
#define HrBackupGetBackupLogs HrBackupGetBackupLogsA
#define HrRestorePrepare HrRestorePrepareA
#define HrRestoreGetDatabaseLocations HrRestoreGetDatabaseLocationsA
#define HrRestoreRegister HrRestoreRegisterA
#define HrSetCurrentBackupLog HrSetCurrentBackupLogA
#define EDB_RSTMAP EDB_RSTMAPA
#define PEDB_RSTMAP PEDB_RSTMAPA
#endif

#endif
