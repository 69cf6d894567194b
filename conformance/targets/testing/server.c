/*
 * A library with the ABI of EDBBCLI.DLL that is its own small server: one database, one log. The environment says how it
 * misbehaves: MISBEHAVE=FUNCTION:NTH:HOW, FUNCTION without A or W, or `load` or `unload`. SEEN_CALLS names a file that gets a
 * line for every call that reached it. DATABASE_BYTES makes the database larger. How `gate`: waits until the file GATE exists.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define EDBPROOF_UNDOCUMENTED
#include "edbbcli.h"

#define DATABASE "\\\\EXCH1\\D$\\mdbdata\\priv.edb"
#define LOG "\\\\EXCH1\\D$\\mdbdata\\edb00001.log"
#define LOG_BYTES 20000

static char how[64];
static int counts[64];
static const char *names[64];

static int nth_call(const char *name) {
  int index = 0;
  while (names[index] != NULL && strcmp(names[index], name) != 0) index += 1;
  names[index] = name;
  return counts[index] += 1;
}

/* Notes the call. Returns how this one is to misbehave, having done it if it is the end of the process. */
static const char *enter(const char *name) {
  const char *seen = getenv("SEEN_CALLS");
  FILE *file = seen == NULL ? NULL : fopen(seen, "a");
  if (file != NULL) fprintf(file, "%s\n", name), fclose(file);
  char wanted[64] = "";
  int nth = 0;
  how[0] = 0;
  const char *misbehave = getenv("MISBEHAVE");
  if (misbehave == NULL || sscanf(misbehave, "%63[^:]:%d:%63s", wanted, &nth, how) != 3) return "";
  if (strcmp(wanted, name) != 0 || nth_call(name) != nth) return "";
  if (strcmp(how, "segv") == 0) *(volatile int *)8 = 1;
  if (strcmp(how, "abort") == 0) abort();
  if (strcmp(how, "exit") == 0) exit(3);
  if (strcmp(how, "quit") == 0) _exit(0);
  if (strcmp(how, "loop") == 0) for (volatile int turns = 0;; turns += 1) {}
  if (strcmp(how, "nap") == 0) usleep(300000);
  if (strcmp(how, "gate") == 0) while (access(getenv("GATE"), F_OK) != 0) usleep(1000);
  if (strcmp(how, "print") == 0) fputs("the library says hello\n", stderr);
  if (strcmp(how, "scribble") == 0 && write(3, "{\"kind\":\"done\"}\nrubbish\n", 24) != 24) abort();
  return how;
}

static int is(const char *text, const char *other) { return strcmp(text, other) == 0; }

__attribute__((constructor)) static void load(void) { enter("load"); }
__attribute__((destructor)) static void unload(void) { enter("unload"); }

static HRESULT answer(const char *name) { return is(enter(name), "fail") ? hrError : hrNone; }

static HRESULT prepare(const char *name, HBC *phbc) {
  const char *mischief = enter(name);
  if (!is(mischief, "no-context")) *phbc = (HBC)(uintptr_t)0x8000000000000001ull;
  return is(mischief, "fail") ? hrCouldNotConnect : hrNone;
}

/* A text of one byte a character, as a list of either width; two NULs at its end come with it. */
static HRESULT list(const char *name, const char *text, DWORD characters, DWORD width, void **list_out, DWORD *size) {
  const char *mischief = enter(name);
  unsigned char *memory = calloc(characters, width);
  for (DWORD index = 0; index < characters; index += 1) memory[index * width] = (unsigned char)text[index];
  *size = characters * width;
  *list_out = memory;
  if (is(mischief, "no-nul")) memset(memory, 'x', characters * width);
  if (is(mischief, "empty")) *size = 0;
  if (is(mischief, "huge")) *size = 0xFFFFFFF0u;
  if (is(mischief, "beyond")) *size = 60 * 1024 * 1024;
  if (is(mischief, "no-list")) *list_out = NULL;
  return is(mischief, "fail") ? hrError : hrNone;
}

#define LISTS(base, text)                                                                   \
  HRESULT EDBBACK_API base##A(HBC hbc, LPSTR *list_out, DWORD *size) {                                      \
    (void)hbc;                                                                              \
    return list(#base, text, sizeof(text), 1, (void **)list_out, size);                     \
  }                                                                                         \
  HRESULT EDBBACK_API base##W(HBC hbc, LPWSTR *list_out, DWORD *size) {                                     \
    (void)hbc;                                                                              \
    return list(#base, text, sizeof(text), 2, (void **)list_out, size);                     \
  }

LISTS(HrBackupGetDatabaseNames, "\x45" DATABASE "\0")
LISTS(HrBackupGetBackupLogs, "\x21" LOG "\0")
LISTS(HrRestoreGetDatabaseLocations, "\x45\\\\EXCH1\\D$\\mdbdata\0\x82\\\\EXCH1\\D$\\mdbdata\0\x83\\\\EXCH1\\D$\\mdbdata\0")

static DWORD position, file_bytes;

static HRESULT open_file(LARGE_INTEGER *size, int is_log) {
  const char *mischief = enter("HrBackupOpenFile");
  position = 0;
  const char *database_bytes = getenv("DATABASE_BYTES");
  file_bytes = is_log ? LOG_BYTES : database_bytes == NULL ? 70000 : (DWORD)strtoul(database_bytes, NULL, 10);
  size->QuadPart = is(mischief, "negative") ? -1 : (int64_t)file_bytes;
  return is(mischief, "fail") ? hrLogFileNotFound : hrNone;
}

HRESULT EDBBACK_API HrBackupOpenFileA(HBC hbc, char *name, DWORD hint, LARGE_INTEGER *size) {
  (void)hbc, (void)hint;
  return open_file(size, strcmp(name, LOG) == 0);
}

HRESULT EDBBACK_API HrBackupOpenFileW(HBC hbc, WCHAR *name, DWORD hint, LARGE_INTEGER *size) {
  (void)hbc, (void)hint;
  size_t length = 0;
  while (name[length] != 0) length += 1;
  return open_file(size, length > 3 && name[length - 3] == 'l');
}

HRESULT EDBBACK_API HrBackupRead(HBC hbc, PVOID buffer, DWORD bytes, DWORD *bytes_read) {
  (void)hbc;
  const char *mischief = enter("HrBackupRead");
  DWORD count = file_bytes - position < bytes ? file_bytes - position : bytes;
  for (DWORD index = 0; index < count; index += 1)
    ((unsigned char *)buffer)[index] = (unsigned char)((position + index) % 251);
  /* The generation in the header of the log. */
  if (position == 0 && file_bytes == LOG_BYTES) memcpy((unsigned char *)buffer + 4, "\1\0\0\0", 4);
  position += count;
  *bytes_read = is(mischief, "too-much") ? bytes + 1 : count;
  return is(mischief, "fail") ? hrError : hrNone;
}

VOID EDBBACK_API BackupFree(PVOID buffer) {
  enter("BackupFree");
  free(buffer);
}

#define SINGLE(name)                                          \
  HRESULT EDBBACK_API name(HBC hbc) {\
    (void)hbc;                                                \
    return answer(#name);                                     \
  }

SINGLE(HrBackupClose)
SINGLE(HrBackupTruncateLogs)
SINGLE(HrBackupEnd)
SINGLE(HrRestoreEnd)

HRESULT EDBBACK_API HrBackupPrepareA(char *server, char *annotation, ULONG grbit, ULONG type, HBC *phbc) {
  (void)server, (void)annotation, (void)grbit, (void)type;
  return prepare("HrBackupPrepare", phbc);
}
HRESULT EDBBACK_API HrBackupPrepareW(WCHAR *server, WCHAR *annotation, ULONG grbit, ULONG type, HBC *phbc) {
  (void)server, (void)annotation, (void)grbit, (void)type;
  return prepare("HrBackupPrepare", phbc);
}
HRESULT EDBBACK_API HrRestorePrepareA(char *server, char *annotation, HBC *phbc) {
  (void)server, (void)annotation;
  return prepare("HrRestorePrepare", phbc);
}
HRESULT EDBBACK_API HrRestorePrepareW(WCHAR *server, WCHAR *annotation, HBC *phbc) {
  (void)server, (void)annotation;
  return prepare("HrRestorePrepare", phbc);
}
HRESULT EDBBACK_API HrRestoreRegisterA(HBC hbc, char *checkpoint, char *logs, EDB_RSTMAPA map[], C rows, char *backup_logs, ULONG low, ULONG high) {
  (void)hbc, (void)checkpoint, (void)logs, (void)map, (void)rows, (void)backup_logs, (void)low, (void)high;
  return answer("HrRestoreRegister");
}
HRESULT EDBBACK_API HrRestoreRegisterW(HBC hbc, WCHAR *checkpoint, WCHAR *logs, EDB_RSTMAPW map[], C rows, WCHAR *backup_logs, ULONG low, ULONG high) {
  (void)hbc, (void)checkpoint, (void)logs, (void)map, (void)rows, (void)backup_logs, (void)low, (void)high;
  return answer("HrRestoreRegister");
}
HRESULT EDBBACK_API HrRestoreRegisterComplete(HBC hbc, HRESULT state) {
  (void)hbc, (void)state;
  return answer("HrRestoreRegisterComplete");
}
HRESULT EDBBACK_API HrSetCurrentBackupLogA(CHAR *server, CHAR *annotation, DWORD current) {
  (void)server, (void)annotation, (void)current;
  return answer("HrSetCurrentBackupLog");
}
HRESULT EDBBACK_API HrSetCurrentBackupLogW(WCHAR *server, WCHAR *annotation, DWORD current) {
  (void)server, (void)annotation, (void)current;
  return answer("HrSetCurrentBackupLog");
}
HRESULT EDBBACK_API I_HrCheckBackupLogs(PVOID pointer) {
  (void)pointer;
  return answer("I_HrCheckBackupLogs");
}
HRESULT EDBBACK_API I_HrRestoreW(PVOID w1, PVOID w2, PVOID w3, PVOID w4, PVOID w5, PVOID w6, PVOID w7, PVOID w8, PVOID w9) {
  (void)w1, (void)w2, (void)w3, (void)w4, (void)w5, (void)w6, (void)w7, (void)w8, (void)w9;
  return answer("I_HrRestoreW");
}
