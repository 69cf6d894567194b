/*
 * What a program written for the SDK's EDBBCLI.H takes for granted, stated (edbbcli.md 1.1 to 1.5, 3.0; that header as Visual
 * C++ 6.0 has it): types, sizes and signs when it is compiled, truths when it is run. C11 or C++11, A or W. It calls
 * nothing, so it needs no library. Prints each untruth; exit code 0 when there is none.
 */
#include <limits.h>
#include <stddef.h>
#include <stdio.h>

#ifdef _WIN32
#include <windows.h>
#endif
#ifdef __cplusplus
#include <type_traits>
/* As C++ programs of the time took in headers of C. */
extern "C" {
#include <edbbcli.h>
}
#define STATED(truth) static_assert(truth, #truth)
#define TYPE_OF(expression, type) STATED((std::is_same<decltype(expression), type>::value))
#else
#include <edbmsg.h>
#include <edbbcli.h>
#define STATED(truth) _Static_assert(truth, #truth)
#define TYPE_OF(expression, type) STATED(_Generic((expression), type: 1, default: 0))
#endif
/* A second time is as good as once. */
#include <edbbcli.h>

#if !defined(_EDBBCLI_) || !defined(_EDBMSG_) || !defined(UNICODE_RSTMAP) || !defined(RPC_STRING)
#error a name that other headers ask for is missing
#endif
#if !defined(EDBBACK_API) || !defined(EDB_RSTMAP) || !defined(PEDB_RSTMAP) || !defined(HrBackupPrepare)
#error a macro that programs use is missing
#endif

#define SIGNED(type) STATED((type)-1 < 1)
#define UNSIGNED(type) STATED((type)-1 > 1)
#define BYTES(type, size) STATED(sizeof(type) == (size))

/* ---- types ---- */

BYTES(ERR, 4);
UNSIGNED(ERR);
TYPE_OF((ERR)0, DWORD);
BYTES(HRESULT, 4);
SIGNED(HRESULT);
TYPE_OF((HRESULT)0, LONG);
BYTES(C, 4);
SIGNED(C);
TYPE_OF((C)0, LONG);
BYTES(ULONG, 4);
UNSIGNED(ULONG);
BYTES(WCHAR, 2);
UNSIGNED(WCHAR);
BYTES(LARGE_INTEGER, 8);
BYTES(HBC, sizeof(void *));
TYPE_OF((HBC)0, void *);
TYPE_OF((BFT)0, TCHAR);
#ifdef UNICODE
BYTES(BFT, 2);
UNSIGNED(BFT);
TYPE_OF((EDB_RSTMAP *)0, EDB_RSTMAPW *);
TYPE_OF((PEDB_RSTMAP)0, EDB_RSTMAPW *);
#else
BYTES(BFT, 1);
TYPE_OF((BFT)0, char);
TYPE_OF((EDB_RSTMAP *)0, EDB_RSTMAPA *);
TYPE_OF((PEDB_RSTMAP)0, EDB_RSTMAPA *);
#endif
TYPE_OF((PEDB_RSTMAPA)0, struct tagEDB_RSTMAPA *);
TYPE_OF((PEDB_RSTMAPW)0, struct tagEDB_RSTMAPW *);
TYPE_OF((EDB_RSTMAPA *)0, PEDB_RSTMAPA);
TYPE_OF((EDB_RSTMAPW *)0, PEDB_RSTMAPW);
BYTES(EDB_RSTMAPA, 2 * sizeof(void *));
BYTES(EDB_RSTMAPW, 2 * sizeof(void *));
STATED(offsetof(EDB_RSTMAPA, szDatabaseName) == 0 && offsetof(EDB_RSTMAPA, szNewDatabaseName) == sizeof(void *));
STATED(offsetof(EDB_RSTMAPW, wszDatabaseName) == 0 && offsetof(EDB_RSTMAPW, wszNewDatabaseName) == sizeof(void *));
TYPE_OF(((PEDB_RSTMAPA)0)->szNewDatabaseName, char *);
TYPE_OF(((PEDB_RSTMAPW)0)->wszNewDatabaseName, WCHAR *);

/* ---- constants ---- */

#define TOKEN(name, value)                 \
  TYPE_OF(name, BFT);                      \
  STATED((name & 0xFF) == (value));        \
  STATED(name == (BFT)(TEXT('\0') | (value)))
#define FLAG(name, value) \
  TYPE_OF(name, int);     \
  STATED(name == (value))

TOKEN(BFT_LOG, 0x01 | BFT_LOG_DIRECTORY);
TOKEN(BFT_LOG_DIR, 0x02 | BFT_DIRECTORY);
TOKEN(BFT_CHECKPOINT_DIR, 0x03 | BFT_DIRECTORY);
TOKEN(BFT_MDB_PRIVATE_DATABASE, 0x05 | BFT_DATABASE_DIRECTORY);
TOKEN(BFT_MDB_PUBLIC_DATABASE, 0x06 | BFT_DATABASE_DIRECTORY);
TOKEN(BFT_DSA_DATABASE, 0x07 | BFT_DATABASE_DIRECTORY);
TOKEN(BFT_PATCH_FILE, 0x08 | BFT_LOG_DIRECTORY);
TOKEN(BFT_UNKNOWN, 0x0f);
FLAG(BFT_DIRECTORY, 0x80);
FLAG(BFT_DATABASE_DIRECTORY, 0x40);
FLAG(BFT_LOG_DIRECTORY, 0x20);
FLAG(BACKUP_TYPE_FULL, 1);
FLAG(BACKUP_TYPE_LOGS_ONLY, 2);
TYPE_OF(BACKUP_DISABLE_INCREMENTAL, unsigned);
STATED(BACKUP_DISABLE_INCREMENTAL == 0xFFFFFFFF);
/* A directory's token is below 0 where a char is, in A alone. */
#ifdef UNICODE
STATED(BFT_LOG_DIR == 0x82);
#else
STATED((BFT_LOG_DIR < 0) == (CHAR_MIN < 0));
#endif
BYTES(EDBBACK_MDB_SERVER, 22);
BYTES(EDBBACK_DS_SERVER, 21);
BYTES(TEXT(EDBBACK_MDB_SERVER), 22 * sizeof(TCHAR));
FLAG(FACILITY_SYSTEM, 0);
FLAG(FACILITY_EDB, 0x800);
FLAG(FACILITY_BACKUP, 0x7FF);
FLAG(STATUS_SEVERITY_ERROR, 3);

#define CODE(name, value) \
  TYPE_OF(name, HRESULT); \
  STATED((ERR)name == (value))
EVERY_CODE
STATED(hrCircularLogging < hrNone);

/* ---- functions ---- */

#ifdef _WIN32
#define CONVENTION __stdcall
#else
#define CONVENTION
#endif
#define FUNCTION(name, returns, ...) TYPE_OF(&name, returns(CONVENTION *)(__VA_ARGS__))

FUNCTION(HrBackupPrepareA, HRESULT, char *, char *, ULONG, ULONG, HBC *);
FUNCTION(HrBackupPrepareW, HRESULT, WCHAR *, WCHAR *, ULONG, ULONG, HBC *);
FUNCTION(HrBackupGetDatabaseNamesA, HRESULT, HBC, char **, DWORD *);
FUNCTION(HrBackupGetDatabaseNamesW, HRESULT, HBC, WCHAR **, DWORD *);
FUNCTION(HrBackupOpenFileA, HRESULT, HBC, char *, DWORD, LARGE_INTEGER *);
FUNCTION(HrBackupOpenFileW, HRESULT, HBC, WCHAR *, DWORD, LARGE_INTEGER *);
FUNCTION(HrBackupRead, HRESULT, HBC, void *, DWORD, DWORD *);
FUNCTION(HrBackupClose, HRESULT, HBC);
FUNCTION(HrBackupGetBackupLogsA, HRESULT, HBC, char **, DWORD *);
FUNCTION(HrBackupGetBackupLogsW, HRESULT, HBC, WCHAR **, DWORD *);
FUNCTION(HrBackupTruncateLogs, HRESULT, HBC);
FUNCTION(HrBackupEnd, HRESULT, HBC);
FUNCTION(BackupFree, void, void *);
FUNCTION(HrRestorePrepareA, HRESULT, char *, char *, HBC *);
FUNCTION(HrRestorePrepareW, HRESULT, WCHAR *, WCHAR *, HBC *);
FUNCTION(HrRestoreGetDatabaseLocationsA, HRESULT, HBC, char **, DWORD *);
FUNCTION(HrRestoreGetDatabaseLocationsW, HRESULT, HBC, WCHAR **, DWORD *);
FUNCTION(HrRestoreRegisterA, HRESULT, HBC, char *, char *, EDB_RSTMAPA *, LONG, char *, ULONG, ULONG);
FUNCTION(HrRestoreRegisterW, HRESULT, HBC, WCHAR *, WCHAR *, EDB_RSTMAPW *, LONG, WCHAR *, ULONG, ULONG);
FUNCTION(HrRestoreRegisterComplete, HRESULT, HBC, HRESULT);
FUNCTION(HrRestoreEnd, HRESULT, HBC);
FUNCTION(HrSetCurrentBackupLogA, HRESULT, char *, char *, DWORD);
FUNCTION(HrSetCurrentBackupLogW, HRESULT, WCHAR *, WCHAR *, DWORD);

/* ---- what the SDK's header does not declare is left to the program ---- */

#ifdef __cplusplus
extern "C"
#endif
int I_HrCheckBackupLogs(const char *only, int of_mine);

/* ---- truths ---- */

static int untruths = 0;
#define CHECK(truth)                                     \
  do {                                                   \
    if (!(truth)) printf("line %d: %s\n", __LINE__, #truth), untruths += 1; \
  } while (0)

/* What programs write to find their way in a list. */
static int place_of(const TCHAR *name) {
  switch (*name) {
    case BFT_LOG_DIR:
      return 1;
    case BFT_CHECKPOINT_DIR:
      return 2;
    case BFT_MDB_PRIVATE_DATABASE:
    case BFT_MDB_PUBLIC_DATABASE:
    case BFT_DSA_DATABASE:
      return 3;
    case BFT_LOG:
    case BFT_PATCH_FILE:
      return 4;
    case BFT_UNKNOWN:
      return 5;
    default:
      return 0;
  }
}

/* As the library gives it: the bytes of edbbcli.md 1.4, each a character. */
static const unsigned char bytes[] = {0x82, 0x83, 0x45, 0x46, 0x47, 0x21, 0x28, 0x0f, 0x02};
static const int places[] = {1, 2, 3, 3, 3, 4, 4, 5, 0};

int main(void) {
  TCHAR list[sizeof bytes + 1] = {0};
  PEDB_RSTMAP row;
  EDB_RSTMAP map[2];
  TCHAR name[] = TEXT("EXCH1");
  BFT token;
  volatile HRESULT hr = hrCircularLogging;
  volatile ERR error = (ERR)hr;
  for (size_t at = 0; at < sizeof bytes; at += 1) {
#ifdef UNICODE
    list[at] = bytes[at];
#else
    ((unsigned char *)list)[at] = bytes[at];
#endif
    CHECK(place_of(list + at) == places[at]);
  }
  CHECK(list[0] == BFT_LOG_DIR && list[1] == BFT_CHECKPOINT_DIR && list[2] == BFT_MDB_PRIVATE_DATABASE);
  token = list[1];
  CHECK(token == BFT_CHECKPOINT_DIR && (token & BFT_DIRECTORY) && !(token & BFT_LOG_DIRECTORY));
  CHECK(hr < 0 && hr == hrCircularLogging && error == (ERR)hrCircularLogging);
  CHECK(!(error <= 0) && error == 0xC7FF000B);
  row = map;
#ifdef UNICODE
  row->wszDatabaseName = row->wszNewDatabaseName = name;
  CHECK(map[0].wszNewDatabaseName[4] == L'1');
#else
  row->szDatabaseName = row->szNewDatabaseName = name;
  CHECK(map[0].szNewDatabaseName[4] == '1');
#endif
  return untruths == 0 ? 0 : 1;
}
