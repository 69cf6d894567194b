#include "real.h"

#include <stddef.h>

#include "../include/edbbcli.h"
#include "codes.h"
#include "complain.h"
#include "evidence.h"
#include "platform.h"

/* The prototypes of edbbcli.h, each once. */
typedef HRESULT(EDBBACK_API *takes_context)(HBC);
typedef HRESULT(EDBBACK_API *takes_context_and_code)(HBC, HRESULT);
typedef HRESULT(EDBBACK_API *takes_unknown)(PVOID);
typedef HRESULT(EDBBACK_API *takes_nine_unknown)(PVOID, PVOID, PVOID, PVOID, PVOID, PVOID, PVOID, PVOID, PVOID);
typedef VOID(EDBBACK_API *takes_buffer)(PVOID);
typedef HRESULT(EDBBACK_API *reads)(HBC, PVOID, DWORD, PDWORD);
typedef HRESULT(EDBBACK_API *prepares_backup_a)(char *, char *, ULONG, ULONG, HBC *);
typedef HRESULT(EDBBACK_API *prepares_backup_w)(WCHAR *, WCHAR *, ULONG, ULONG, HBC *);
typedef HRESULT(EDBBACK_API *gives_list_a)(HBC, LPSTR *, LPDWORD);
typedef HRESULT(EDBBACK_API *gives_list_w)(HBC, LPWSTR *, LPDWORD);
typedef HRESULT(EDBBACK_API *opens_a)(HBC, char *, DWORD, LARGE_INTEGER *);
typedef HRESULT(EDBBACK_API *opens_w)(HBC, WCHAR *, DWORD, LARGE_INTEGER *);
typedef HRESULT(EDBBACK_API *prepares_restore_a)(char *, char *, HBC *);
typedef HRESULT(EDBBACK_API *prepares_restore_w)(WCHAR *, WCHAR *, HBC *);
typedef HRESULT(EDBBACK_API *registers_a)(HBC, char *, char *, EDB_RSTMAPA *, C, char *, ULONG, ULONG);
typedef HRESULT(EDBBACK_API *registers_w)(HBC, WCHAR *, WCHAR *, EDB_RSTMAPW *, C, WCHAR *, ULONG, ULONG);
typedef HRESULT(EDBBACK_API *sets_log_a)(CHAR *, CHAR *, DWORD);
typedef HRESULT(EDBBACK_API *sets_log_w)(WCHAR *, WCHAR *, DWORD);

enum load_state { NOT_LOADED, LOADED, NOT_LOADABLE };

/* Guarded by the monitor until it is LOADED; nothing changes after that. */
static enum load_state state;
static platform_function functions[FUNCTION_COUNT + 1];

static enum load_state get_state(void) {
  monitor_enter();
  enum load_state now = state;
  monitor_leave();
  return now;
}

/* Functions of the library, and what is told of it. */
static enum load_state load(const struct configuration *settings, platform_function found[FUNCTION_COUNT + 1],
                            struct bytes *evidence) {
  platform_function any = NULL;
  char reason[512];
  void *library = platform_load(settings->library, reason, sizeof reason);
  if (library == NULL) {
    complain(COMPLAINT_LIBRARY, "\"%s\" cannot be loaded (%s): set EDBPROOF_RECORD to the path of the real EDBBCLI.DLL",
             settings->library, reason);
    return NOT_LOADABLE;
  }
  for (unsigned number = 1; number <= FUNCTION_COUNT; number += 1) {
    found[number] = platform_find(library, function_shape((enum function_number)number)->name);
    if (found[number] == NULL) continue;
    any = found[number];
    if (!platform_is_ours(any)) continue;
    complain(COMPLAINT_LIBRARY,
             "\"%s\" is this library itself: set EDBPROOF_RECORD to the path of the real EDBBCLI.DLL, under another "
             "name or in another folder",
             settings->library);
    return NOT_LOADABLE;
  }
  if (any == NULL) {
    complain(COMPLAINT_LIBRARY,
             "\"%s\" exports none of the functions of EDBBCLI.DLL: set EDBPROOF_RECORD to the path of the real one",
             settings->library);
    return NOT_LOADABLE;
  }
  evidence_collect(evidence, settings, any);
  return LOADED;
}

bool real_load(const struct configuration *settings) {
  enum load_state known = get_state();
  if (known != NOT_LOADED) return known == LOADED;
  /* Without the monitor: what the library does while it is loaded is its own affair. Two threads find the same. */
  platform_function found[FUNCTION_COUNT + 1] = {NULL};
  struct bytes evidence;
  bytes_open(&evidence, MAXIMUM_EVIDENCE_SIZE_BYTES);
  enum load_state loaded = load(settings, found, &evidence);
  monitor_enter();
  if (state == NOT_LOADED) {
    for (unsigned number = 1; number <= FUNCTION_COUNT; number += 1) functions[number] = found[number];
    evidence_keep(&evidence);
    state = loaded;
  }
  known = state;
  monitor_leave();
  bytes_close(&evidence);
  return known == LOADED;
}

static uint32_t call(platform_function f, enum function_number number, const union call_argument *a) {
  switch (number) {
    case FUNCTION_HrBackupPrepareA:
      return (uint32_t)((prepares_backup_a)f)(a[0].pointer, a[1].pointer, a[2].number, a[3].number, a[4].pointer);
    case FUNCTION_HrBackupPrepareW:
      return (uint32_t)((prepares_backup_w)f)(a[0].pointer, a[1].pointer, a[2].number, a[3].number, a[4].pointer);
    case FUNCTION_HrBackupGetDatabaseNamesA:
    case FUNCTION_HrBackupGetBackupLogsA:
    case FUNCTION_HrRestoreGetDatabaseLocationsA:
      return (uint32_t)((gives_list_a)f)(a[0].pointer, a[1].pointer, a[2].pointer);
    case FUNCTION_HrBackupGetDatabaseNamesW:
    case FUNCTION_HrBackupGetBackupLogsW:
    case FUNCTION_HrRestoreGetDatabaseLocationsW:
      return (uint32_t)((gives_list_w)f)(a[0].pointer, a[1].pointer, a[2].pointer);
    case FUNCTION_HrBackupOpenFileA:
      return (uint32_t)((opens_a)f)(a[0].pointer, a[1].pointer, a[2].number, a[3].pointer);
    case FUNCTION_HrBackupOpenFileW:
      return (uint32_t)((opens_w)f)(a[0].pointer, a[1].pointer, a[2].number, a[3].pointer);
    case FUNCTION_HrBackupRead:
      return (uint32_t)((reads)f)(a[0].pointer, a[1].pointer, a[2].number, a[3].pointer);
    case FUNCTION_HrBackupClose:
    case FUNCTION_HrBackupTruncateLogs:
    case FUNCTION_HrBackupEnd:
    case FUNCTION_HrRestoreEnd:
      return (uint32_t)((takes_context)f)(a[0].pointer);
    case FUNCTION_BackupFree:
      ((takes_buffer)f)(a[0].pointer);
      return CODE_NONE;
    case FUNCTION_HrRestorePrepareA:
      return (uint32_t)((prepares_restore_a)f)(a[0].pointer, a[1].pointer, a[2].pointer);
    case FUNCTION_HrRestorePrepareW:
      return (uint32_t)((prepares_restore_w)f)(a[0].pointer, a[1].pointer, a[2].pointer);
    case FUNCTION_HrRestoreRegisterA:
      return (uint32_t)((registers_a)f)(a[0].pointer, a[1].pointer, a[2].pointer, a[3].pointer, (C)a[4].number,
                                        a[5].pointer, a[6].number, a[7].number);
    case FUNCTION_HrRestoreRegisterW:
      return (uint32_t)((registers_w)f)(a[0].pointer, a[1].pointer, a[2].pointer, a[3].pointer, (C)a[4].number,
                                        a[5].pointer, a[6].number, a[7].number);
    case FUNCTION_HrRestoreRegisterComplete:
      return (uint32_t)((takes_context_and_code)f)(a[0].pointer, (HRESULT)a[1].number);
    case FUNCTION_HrSetCurrentBackupLogA:
      return (uint32_t)((sets_log_a)f)(a[0].pointer, a[1].pointer, a[2].number);
    case FUNCTION_HrSetCurrentBackupLogW:
      return (uint32_t)((sets_log_w)f)(a[0].pointer, a[1].pointer, a[2].number);
    case FUNCTION_I_HrCheckBackupLogs:
      return (uint32_t)((takes_unknown)f)(a[0].pointer);
    case FUNCTION_I_HrRestoreW:
      return (uint32_t)((takes_nine_unknown)f)(a[0].pointer, a[1].pointer, a[2].pointer, a[3].pointer, a[4].pointer,
                                               a[5].pointer, a[6].pointer, a[7].pointer, a[8].pointer);
    default:
      return CODE_NOT_MODELLED;
  }
}

uint32_t real_call(const struct configuration *settings, enum function_number number,
                   const union call_argument *arguments) {
  platform_function function = functions[number];
  if (function != NULL) return call(function, number, arguments);
  complain(COMPLAINT_MISSING_EXPORT + (unsigned)number,
           "\"%s\" does not export %s: its calls answer NOT_MODELLED, 0x%08X", settings->library,
           function_shape(number)->name, CODE_NOT_MODELLED);
  return CODE_NOT_MODELLED;
}
