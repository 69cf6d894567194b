/*
 * A library with the ABI of EDBBCLI.DLL for the tests of binding/library: it writes down what it was given, what the out-
 * parameters held, and answers by rules that a test can compute. Build with -DLOG_PATH="..." and, to leave exports out, with
 * -DWITHOUT_TRUNCATE or -DWITHOUT_PRIVATE.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EDBPROOF_UNDOCUMENTED
#include "edbbcli.h"

static HRESULT next_code = hrNone;

static FILE *begin(const char *name) {
  FILE *log = fopen(LOG_PATH, "a");
  if (log == NULL) abort();
  fputs(name, log);
  return log;
}

/* Answers what I_HrCheckBackupLogs was told, once, and hrNone otherwise. */
static HRESULT end(FILE *log) {
  HRESULT code = next_code;
  next_code = hrNone;
  fputc('\n', log);
  fclose(log);
  return code;
}

static void ansi(FILE *log, const char *text) {
  fputc(' ', log);
  if (text == NULL) fputs("NULL", log);
  else {
    fputs("A:", log);
    for (; *text != 0; text += 1) fprintf(log, "%02x", (unsigned char)*text);
  }
}

static void wide(FILE *log, const WCHAR *text) {
  fputc(' ', log);
  if (text == NULL) fputs("NULL", log);
  else {
    fputs("W:", log);
    for (; *text != 0; text += 1) fprintf(log, "%04x", *text);
  }
}

static void number(FILE *log, const char *name, unsigned long long value) { fprintf(log, " %s=%llu", name, value); }

static void context(FILE *log, HBC hbc) { number(log, "hbc", (unsigned long long)(uintptr_t)hbc); }

#define WIDE_CONTEXT ((HBC)(uintptr_t)0xFFFFFFFFFFFF0001ull)

static HRESULT prepared(FILE *log, HBC *phbc) {
  number(log, "before", (unsigned long long)(uintptr_t)*phbc);
  /* The highest bit is set: a handle is no signed number and fits in no double. Written after a failure too. */
  *phbc = WIDE_CONTEXT;
  return end(log);
}

HRESULT EDBBACK_API HrBackupPrepareA(char *server, char *annotation, ULONG grbit, ULONG type, HBC *phbc) {
  FILE *log = begin("HrBackupPrepareA");
  ansi(log, server), ansi(log, annotation), number(log, "grbit", grbit), number(log, "type", type);
  if (server != NULL && strcmp(server, "nothing") == 0) return end(log);
  return prepared(log, phbc);
}

HRESULT EDBBACK_API HrBackupPrepareW(WCHAR *server, WCHAR *annotation, ULONG grbit, ULONG type, HBC *phbc) {
  FILE *log = begin("HrBackupPrepareW");
  wide(log, server), wide(log, annotation), number(log, "grbit", grbit), number(log, "type", type);
  return prepared(log, phbc);
}

HRESULT EDBBACK_API HrRestorePrepareA(char *server, char *annotation, HBC *phbc) {
  FILE *log = begin("HrRestorePrepareA");
  ansi(log, server), ansi(log, annotation);
  return prepared(log, phbc);
}

HRESULT EDBBACK_API HrRestorePrepareW(WCHAR *server, WCHAR *annotation, HBC *phbc) {
  FILE *log = begin("HrRestorePrepareW");
  wide(log, server), wide(log, annotation);
  return prepared(log, phbc);
}

/*
 * The context says what list is given: 0 a good one, 1 size 0 but a pointer, 2 a size but no pointer, 3 a size that no list has.
 * Any other: that many bytes, counting up.
 */
static HRESULT list(FILE *log, HBC hbc, const void *good, DWORD good_size, void **list_out, DWORD *size) {
  uintptr_t wanted = (uintptr_t)hbc;
  DWORD bytes = wanted == 0 ? good_size : wanted <= 3 ? 16 : (DWORD)wanted;
  unsigned char *memory = wanted == 2 ? NULL : malloc(bytes);
  context(log, hbc), number(log, "before", (unsigned long long)(uintptr_t)*list_out), number(log, "size", *size);
  number(log, "list", (unsigned long long)(uintptr_t)memory);
  if (memory != NULL)
    for (DWORD index = 0; index < bytes; index += 1) memory[index] = (unsigned char)index;
  if (wanted == 0) memcpy(memory, good, bytes);
  *list_out = memory;
  *size = wanted == 1 ? 0 : wanted == 3 ? 0xFFFFFFFFu : bytes;
  return end(log);
}

static const char narrow_list[] = "\x45\\\\EXCH1\\D$\\priv.edb\0\x82\\\\EXCH1\\D$\\logs\0\x83\\\\EXCH1\\C$\\chk\0";
static const WCHAR wide_list[] = {0x45, '\\', '\\', 'E', '\\', 'D', '$', 0, 0x82, '\\', '\\', 'E', '\\', 0x4E2D, 0, 0};

#define NARROW(name)                                                              \
  HRESULT EDBBACK_API name(HBC hbc, LPSTR *list_out, DWORD *size) {                               \
    return list(begin(#name), hbc, narrow_list, sizeof narrow_list, (void **)list_out, size); \
  }
#define WIDE(name)                                                                \
  HRESULT EDBBACK_API name(HBC hbc, LPWSTR *list_out, DWORD *size) {                              \
    return list(begin(#name), hbc, wide_list, sizeof wide_list, (void **)list_out, size); \
  }

NARROW(HrBackupGetDatabaseNamesA)
WIDE(HrBackupGetDatabaseNamesW)
NARROW(HrBackupGetBackupLogsA)
WIDE(HrBackupGetBackupLogsW)
NARROW(HrRestoreGetDatabaseLocationsA)
WIDE(HrRestoreGetDatabaseLocationsW)

/* Whoever still reads the list sees 0xDD. What follows in the block is not known here: the first bytes will do. */
VOID EDBBACK_API BackupFree(PVOID buffer) {
  FILE *log = begin("BackupFree");
  number(log, "list", (unsigned long long)(uintptr_t)buffer);
  if (buffer != NULL) memset(buffer, 0xDD, 16);
  free(buffer);
  end(log);
}

/* The hint says which size: 1 is 2^53 + 1, 2 is negative, any other is itself. */
static HRESULT open_file(FILE *log, HBC hbc, DWORD hint, LARGE_INTEGER *size) {
  context(log, hbc), number(log, "hint", hint), number(log, "before", (unsigned long long)size->QuadPart);
  size->QuadPart = hint == 1 ? 9007199254740993ll : hint == 2 ? -5 : (long long)hint * 65536;
  return end(log);
}

HRESULT EDBBACK_API HrBackupOpenFileA(HBC hbc, char *name, DWORD hint, LARGE_INTEGER *size) {
  FILE *log = begin("HrBackupOpenFileA");
  ansi(log, name);
  return open_file(log, hbc, hint, size);
}

HRESULT EDBBACK_API HrBackupOpenFileW(HBC hbc, WCHAR *name, DWORD hint, LARGE_INTEGER *size) {
  FILE *log = begin("HrBackupOpenFileW");
  wide(log, name);
  return open_file(log, hbc, hint, size);
}

HRESULT EDBBACK_API HrBackupRead(HBC hbc, PVOID buffer, DWORD bytes, DWORD *bytes_read) {
  FILE *log = begin("HrBackupRead");
  context(log, hbc), number(log, "given", buffer != NULL), number(log, "bytes", bytes);
  number(log, "before", *bytes_read);
  if (buffer != NULL)
    for (DWORD index = 0; index < bytes; index += 1) ((unsigned char *)buffer)[index] = (unsigned char)(index * 7 + 1);
  *bytes_read = bytes;
  return end(log);
}

#define SINGLE(name)                 \
  HRESULT EDBBACK_API name(HBC hbc) {                \
    FILE *log = begin(#name);        \
    context(log, hbc);               \
    return end(log);                 \
  }

SINGLE(HrBackupClose)
#ifndef WITHOUT_TRUNCATE
SINGLE(HrBackupTruncateLogs)
#endif
SINGLE(HrBackupEnd)
SINGLE(HrRestoreEnd)

HRESULT EDBBACK_API HrRestoreRegisterA(HBC hbc, char *checkpoint, char *logs, EDB_RSTMAPA map[], C rows, char *backup_logs, ULONG low, ULONG high) {
  FILE *log = begin("HrRestoreRegisterA");
  context(log, hbc), ansi(log, checkpoint), ansi(log, logs), number(log, "map", map != NULL), number(log, "rows", (unsigned)rows);
  for (C row = 0; row < rows; row += 1) ansi(log, map[row].szDatabaseName), ansi(log, map[row].szNewDatabaseName);
  ansi(log, backup_logs), number(log, "low", low), number(log, "high", high);
  return end(log);
}

HRESULT EDBBACK_API HrRestoreRegisterW(HBC hbc, WCHAR *checkpoint, WCHAR *logs, EDB_RSTMAPW map[], C rows, WCHAR *backup_logs, ULONG low, ULONG high) {
  FILE *log = begin("HrRestoreRegisterW");
  context(log, hbc), wide(log, checkpoint), wide(log, logs), number(log, "map", map != NULL), number(log, "rows", (unsigned)rows);
  for (C row = 0; row < rows; row += 1) wide(log, map[row].wszDatabaseName), wide(log, map[row].wszNewDatabaseName);
  wide(log, backup_logs), number(log, "low", low), number(log, "high", high);
  return end(log);
}

HRESULT EDBBACK_API HrRestoreRegisterComplete(HBC hbc, HRESULT state) {
  FILE *log = begin("HrRestoreRegisterComplete");
  context(log, hbc), fprintf(log, " state=%d", (int)state);
  return end(log);
}

HRESULT EDBBACK_API HrSetCurrentBackupLogA(CHAR *server, CHAR *annotation, DWORD current) {
  FILE *log = begin("HrSetCurrentBackupLogA");
  ansi(log, server), ansi(log, annotation), number(log, "current", current);
  return end(log);
}

HRESULT EDBBACK_API HrSetCurrentBackupLogW(WCHAR *server, WCHAR *annotation, DWORD current) {
  FILE *log = begin("HrSetCurrentBackupLogW");
  wide(log, server), wide(log, annotation), number(log, "current", current);
  return end(log);
}

#ifndef WITHOUT_PRIVATE
/* Sets the code that the next call answers. */
HRESULT EDBBACK_API I_HrCheckBackupLogs(PVOID pointer) {
  FILE *log = begin("I_HrCheckBackupLogs");
  context(log, pointer);
  end(log);
  next_code = (HRESULT)(uint32_t)(uintptr_t)pointer;
  return hrNone;
}
#endif

#ifndef TWENTY_FOUR
/* What only one published list of exports has. */
HRESULT EDBBACK_API I_HrRestoreW(PVOID w1, PVOID w2, PVOID w3, PVOID w4, PVOID w5, PVOID w6, PVOID w7, PVOID w8, PVOID w9) {
  const PVOID words[9] = {w1, w2, w3, w4, w5, w6, w7, w8, w9};
  FILE *log = begin("I_HrRestoreW");
  for (int index = 0; index < 9; index += 1) fprintf(log, " %llu", (unsigned long long)(uintptr_t)words[index]);
  return end(log);
}

int32_t EDBBACK_API DllEntryPoint(PVOID library, DWORD reason, PVOID reserved);
int32_t EDBBACK_API DllEntryPoint(PVOID library, DWORD reason, PVOID reserved) {
  (void)library, (void)reason, (void)reserved;
  return 1;
}
#endif
