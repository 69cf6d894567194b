/*
 * What stands for the real library when calls are recorded. It writes every call with all it was given into the file
 * REAL_LOG, sets errno, and answers by rules that tests know:
 *
 *   a server FAIL (A)       hrCouldNotConnect, and nothing is written to *phbc
 *   contexts                0x1001, 0x1002, ...; HrBackupEnd makes the last one free to be used again
 *   lists                   what the context's server and the form say; on the context 0x1 it is NULL, on 0x2 a failure
 *   reads                   all of the buffer, but one byte of three less on 0x1, nothing and ERROR_HANDLE_EOF on 0x2,
 *                           more than the buffer holds on 0x3, and a failure that leaves *pcbRead alone on 0x4
 *
 * -DWITHOUT_CHECK leaves I_HrCheckBackupLogs out, -DWITHOUT_FREE leaves BackupFree out, -DTWENTY_FOUR leaves out what
 * only one list of exports has.
 */
#include <errno.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EDBPROOF_UNDOCUMENTED
#include "edbbcli.h"

#define REAL_ERROR_NUMBER 4242
#define HANDLE_EOF ((HRESULT)38)

static FILE *begin(const char *name) {
  int at_entry = errno;
  const char *path = getenv("REAL_LOG");
  FILE *log = fopen(path == NULL ? "/dev/null" : path, "a");
  if (log == NULL) abort();
  fprintf(log, "%s errno=%d", name, at_entry);
  return log;
}

static HRESULT end(FILE *log, HRESULT code) {
  fprintf(log, "\n");
  fclose(log);
  errno = REAL_ERROR_NUMBER;
  return code;
}

static void see_text(FILE *log, const void *text, bool wide) {
  const unsigned char *bytes = text;
  const size_t unit = wide ? 2 : 1;
  if (text == NULL) {
    fprintf(log, " NULL");
    return;
  }
  fprintf(log, " =");
  for (; bytes[0] != 0 || (wide && bytes[1] != 0); bytes += unit) {
    for (size_t index = 0; index < unit; index += 1) fprintf(log, "%02x", bytes[index]);
  }
}

static void see_number(FILE *log, long long number) { fprintf(log, " %lld", number); }
static void see_pointer(FILE *log, const void *pointer) { fprintf(log, " %p", pointer); }
/* Of an out-pointer only whether it is there. */
static void see_out(FILE *log, const void *pointer) { fprintf(log, pointer == NULL ? " absent" : " out"); }

static unsigned contexts;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static uintptr_t new_context(void) {
  (void)pthread_mutex_lock(&lock);
  contexts += 1;
  uintptr_t made = 0x1000 + contexts;
  (void)pthread_mutex_unlock(&lock);
  return made;
}

static HRESULT prepare(FILE *log, const void *server, const void *annotation, bool wide, HBC *context) {
  see_text(log, server, wide);
  see_text(log, annotation, wide);
  see_out(log, context);
  if (server != NULL && !wide && strcmp(server, "FAIL") == 0) return end(log, hrCouldNotConnect);
  uintptr_t made = new_context();
  if (context != NULL) *context = (HBC)made;
  return end(log, hrNone);
}

HRESULT HrBackupPrepareA(char *server, char *annotation, ULONG grbit, ULONG type, HBC *context) {
  FILE *log = begin("HrBackupPrepareA");
  see_number(log, grbit);
  see_number(log, type);
  return prepare(log, server, annotation, false, context);
}
HRESULT HrBackupPrepareW(WCHAR *server, WCHAR *annotation, ULONG grbit, ULONG type, HBC *context) {
  FILE *log = begin("HrBackupPrepareW");
  see_number(log, grbit);
  see_number(log, type);
  return prepare(log, server, annotation, true, context);
}
HRESULT HrRestorePrepareA(char *server, char *annotation, HBC *context) {
  return prepare(begin("HrRestorePrepareA"), server, annotation, false, context);
}
HRESULT HrRestorePrepareW(WCHAR *server, WCHAR *annotation, HBC *context) {
  return prepare(begin("HrRestorePrepareW"), server, annotation, true, context);
}

static HRESULT give_list(const char *name, HBC context, void **list, DWORD *size, bool wide) {
  static const char content[] =
      "E\\\\EXCH01\\D$\\exchsrvr\\mdbdata\\priv.edb\0"
      "\x82\\\\exch01\\D$\\logs\0"
      "!\\\\EXCH2\\D$\\EXCH01\\EXCH01X\0";
  FILE *log = begin(name);
  see_pointer(log, context);
  see_out(log, list);
  see_out(log, size);
  if (context == (HBC)2) return end(log, hrInvalidHandle);
  size_t unit = wide ? 2 : 1;
  unsigned char *made = NULL;
  if (context != (HBC)1) {
    made = calloc(sizeof content, unit);
    if (made == NULL) abort();
    for (size_t index = 0; index < sizeof content; index += 1) made[index * unit] = (unsigned char)content[index];
  }
  if (list != NULL) *list = made;
  else free(made);
  if (size != NULL) *size = context == (HBC)1 ? 0 : (DWORD)(sizeof content * unit);
  return end(log, hrNone);
}

HRESULT HrBackupGetDatabaseNamesA(HBC context, LPSTR *list, LPDWORD size) {
  return give_list("HrBackupGetDatabaseNamesA", context, (void **)list, size, false);
}
HRESULT HrBackupGetDatabaseNamesW(HBC context, LPWSTR *list, LPDWORD size) {
  return give_list("HrBackupGetDatabaseNamesW", context, (void **)list, size, true);
}
HRESULT HrBackupGetBackupLogsA(HBC context, LPSTR *list, PDWORD size) {
  return give_list("HrBackupGetBackupLogsA", context, (void **)list, size, false);
}
HRESULT HrBackupGetBackupLogsW(HBC context, LPWSTR *list, PDWORD size) {
  return give_list("HrBackupGetBackupLogsW", context, (void **)list, size, true);
}
HRESULT HrRestoreGetDatabaseLocationsA(HBC context, LPSTR *list, LPDWORD size) {
  return give_list("HrRestoreGetDatabaseLocationsA", context, (void **)list, size, false);
}
HRESULT HrRestoreGetDatabaseLocationsW(HBC context, LPWSTR *list, LPDWORD size) {
  return give_list("HrRestoreGetDatabaseLocationsW", context, (void **)list, size, true);
}

static HRESULT open_file(const char *name, HBC context, const void *file, DWORD hint, LARGE_INTEGER *size, bool wide) {
  FILE *log = begin(name);
  see_pointer(log, context);
  see_text(log, file, wide);
  see_number(log, hint);
  see_out(log, size);
  if (file == NULL) return end(log, (HRESULT)2);
  if (size != NULL) size->QuadPart = ((int64_t)hint << 32) + 5;
  return end(log, hrNone);
}
HRESULT HrBackupOpenFileA(HBC context, char *file, DWORD hint, LARGE_INTEGER *size) {
  return open_file("HrBackupOpenFileA", context, file, hint, size, false);
}
HRESULT HrBackupOpenFileW(HBC context, WCHAR *file, DWORD hint, LARGE_INTEGER *size) {
  return open_file("HrBackupOpenFileW", context, file, hint, size, true);
}

HRESULT HrBackupRead(HBC context, PVOID buffer, DWORD size, PDWORD bytes_read) {
  FILE *log = begin("HrBackupRead");
  see_pointer(log, context);
  see_out(log, buffer);
  see_number(log, size);
  see_out(log, bytes_read);
  DWORD count = context == (HBC)1 ? size / 3 : context == (HBC)2 ? 0 : size;
  if (context == (HBC)4) return end(log, (HRESULT)0xC80003FA);
  if (buffer != NULL) {
    for (DWORD index = 0; index < count; index += 1) ((unsigned char *)buffer)[index] = (unsigned char)(index * 7);
  }
  if (bytes_read != NULL) *bytes_read = context == (HBC)3 ? size + 1 : count;
  return end(log, context == (HBC)2 ? HANDLE_EOF : hrNone);
}

static HRESULT see_context(const char *name, HBC context) {
  FILE *log = begin(name);
  see_pointer(log, context);
  return end(log, context == NULL ? hrInvalidHandle : hrNone);
}
HRESULT HrBackupClose(HBC context) { return see_context("HrBackupClose", context); }
HRESULT HrBackupTruncateLogs(HBC context) { return see_context("HrBackupTruncateLogs", context); }
HRESULT HrBackupEnd(HBC context) {
  (void)pthread_mutex_lock(&lock);
  if (contexts > 0 && context == (HBC)(uintptr_t)(0x1000 + contexts)) contexts -= 1;
  (void)pthread_mutex_unlock(&lock);
  return see_context("HrBackupEnd", context);
}
HRESULT HrRestoreEnd(HBC context) { return see_context("HrRestoreEnd", context); }

#ifndef WITHOUT_FREE
VOID BackupFree(PVOID buffer) {
  FILE *log = begin("BackupFree");
  see_out(log, buffer);
  /* The driver's own memory lies in no heap. */
  if (buffer != NULL && *(const unsigned char *)buffer == 'E') free(buffer);
  (void)end(log, hrNone);
}
#endif

HRESULT HrRestoreRegisterA(HBC context, char *checkpoint, char *log_path, EDB_RSTMAPA map[], C rows, char *backup_log,
                       ULONG low, ULONG high) {
  FILE *log = begin("HrRestoreRegisterA");
  see_pointer(log, context);
  see_text(log, checkpoint, false);
  see_text(log, log_path, false);
  see_out(log, map);
  see_number(log, rows);
  for (C index = 0; map != NULL && index < rows; index += 1) {
    see_text(log, map[index].szDatabaseName, false);
    see_text(log, map[index].szNewDatabaseName, false);
  }
  see_text(log, backup_log, false);
  see_number(log, low);
  see_number(log, high);
  return end(log, hrNone);
}
HRESULT HrRestoreRegisterW(HBC context, WCHAR *checkpoint, WCHAR *log_path, EDB_RSTMAPW map[], C rows, WCHAR *backup_log,
                       ULONG low, ULONG high) {
  FILE *log = begin("HrRestoreRegisterW");
  see_pointer(log, context);
  see_text(log, checkpoint, true);
  see_text(log, log_path, true);
  see_out(log, map);
  see_number(log, rows);
  for (C index = 0; map != NULL && index < rows; index += 1) {
    see_text(log, map[index].wszDatabaseName, true);
    see_text(log, map[index].wszNewDatabaseName, true);
  }
  see_text(log, backup_log, true);
  see_number(log, low);
  see_number(log, high);
  return end(log, hrNoFullRestore);
}

HRESULT HrRestoreRegisterComplete(HBC context, HRESULT state) {
  FILE *log = begin("HrRestoreRegisterComplete");
  see_pointer(log, context);
  see_number(log, state);
  return end(log, hrNone);
}

static HRESULT set_log(const char *name, const void *server, const void *annotation, DWORD number, bool wide) {
  FILE *log = begin(name);
  see_text(log, server, wide);
  see_text(log, annotation, wide);
  see_number(log, number);
  return end(log, hrNone);
}
HRESULT HrSetCurrentBackupLogA(CHAR *server, CHAR *annotation, DWORD number) {
  return set_log("HrSetCurrentBackupLogA", server, annotation, number, false);
}
HRESULT HrSetCurrentBackupLogW(WCHAR *server, WCHAR *annotation, DWORD number) {
  return set_log("HrSetCurrentBackupLogW", server, annotation, number, true);
}

#ifndef WITHOUT_CHECK
HRESULT I_HrCheckBackupLogs(PVOID unknown) { return see_context("I_HrCheckBackupLogs", unknown); }
#endif

#ifndef TWENTY_FOUR
HRESULT I_HrRestoreW(PVOID w1, PVOID w2, PVOID w3, PVOID w4, PVOID w5, PVOID w6, PVOID w7, PVOID w8, PVOID w9) {
  FILE *log = begin("I_HrRestoreW");
  const PVOID words[9] = {w1, w2, w3, w4, w5, w6, w7, w8, w9};
  for (size_t index = 0; index < 9; index += 1) see_pointer(log, words[index]);
  return end(log, hrError);
}

/* Ends the process: the library that records must never call it. */
int32_t DllEntryPoint(PVOID library, DWORD reason, PVOID reserved) {
  (void)library, (void)reason, (void)reserved;
  abort();
}
#endif
