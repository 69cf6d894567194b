/*
 * An agent that does what it is told: a line on stdin is a call, a line on stdout what came of it. Linked with the
 * library as agents are.
 *
 *   NAME ARGUMENT...        the arguments in the order of the prototype, out-pointers left out:
 *                           texts "-" for NULL or "=" and hexadecimal bytes without the NUL; numbers; contexts; for a
 *                           map "-" or "+", the number of rows, and that many pairs of texts (as many as are written)
 *   DllEntryPoint LIBRARY REASON RESERVED
 *   missing=MASK            at the end: these out-pointers are NULL
 *   threads T C N           T threads with C contexts each and N reads of each
 *   fork CONTEXT            what a child process sees
 *   sockets                 how many are open here, and in the child of a fork
 *   beside CONTEXT          a thread beside the driver's own begins a call with it: HrBackupClose, or with 0
 *                           HrBackupPrepareA
 *   hold CONTEXT            the same, with its reply received and kept from the library until it is joined
 *   cancel                  cancels that thread
 *   join                    waits for that thread
 *   lists CONTEXT N         N lists, of which none is freed; ends at the first that is not answered with 0
 *   faulty                  from here on the library's sends and receives take few bytes, are interrupted, or must wait
 *   sip N                   from here on a receive takes one byte, and N milliseconds
 *   requests                how often the library asked the system for something since this was asked last
 *   leak, overrun           planted defects, to see that a checker is at work
 */
#define _GNU_SOURCE
#include "driver.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "edbbcli.h"

#define MAXIMUM_WORDS 1200
#define MAXIMUM_LISTS 100000
#define ERROR_NUMBER 77

static char *words[MAXIMUM_WORDS];
static size_t word_count;
static size_t next_word;
static unsigned missing;
static void *given_lists[MAXIMUM_LISTS];
static size_t given_count;

void fail(const char *what) {
  fprintf(stderr, "driver: %s\n", what);
  exit(3);
}

static char *take_word(void) {
  if (next_word >= word_count) fail("a word is missing");
  return words[next_word++];
}

static unsigned digit_value(char digit) {
  return (unsigned)(digit <= '9' ? digit - '0' : digit - 'a' + 10);
}

/* Exactly as much memory as the text needs, so that a checker sees who reads beyond it. */
static void *text_of(const char *word, size_t unit_bytes) {
  if (strcmp(word, "-") == 0) return NULL;
  size_t size = (strlen(word) - 1) / 2;
  unsigned char *text = malloc(size + unit_bytes);
  if (text == NULL) fail("no memory");
  for (size_t index = 0; index < size; index += 1) {
    text[index] = (unsigned char)(digit_value(word[1 + 2 * index]) * 16 + digit_value(word[2 + 2 * index]));
  }
  memset(text + size, 0, unit_bytes);
  return text;
}

static char *take_a(void) { return text_of(take_word(), 1); }
static WCHAR *take_w(void) { return text_of(take_word(), 2); }
static ULONG take_number(void) { return (ULONG)strtoul(take_word(), NULL, 0); }
static void *take_pointer(void) { return (void *)(uintptr_t)strtoull(take_word(), NULL, 0); }

static void print_bytes(const char *name, const unsigned char *bytes, size_t size) {
  printf(" %s=", name);
  for (size_t index = 0; index < size; index += 1) printf("%02x", bytes[index]);
}

static bool is_missing(unsigned place) { return (missing >> place & 1u) != 0; }

static void answer(HRESULT code) { printf("code=%08x errno=%d", (unsigned)code, errno); }

/* What out-parameters hold before a call, so that it is seen whether they were written. */
#define UNTOUCHED_POINTER ((void *)(uintptr_t)0xA5A5A5A5u)
#define UNTOUCHED_NUMBER 0xB6B6B6B6u

static void print_context(HBC context) {
  printf(" hbc=");
  if (context == UNTOUCHED_POINTER) printf("untouched");
  else printf("%llu", (unsigned long long)(uintptr_t)context);
}

static void prepare(bool wide, bool restore) {
  HBC context = UNTOUCHED_POINTER;
  HBC *out = is_missing(0) ? NULL : &context;
  void *server = text_of(take_word(), wide ? 2 : 1);
  void *annotation = text_of(take_word(), wide ? 2 : 1);
  ULONG grbit = restore ? 0 : take_number();
  ULONG type = restore ? 0 : take_number();
  errno = ERROR_NUMBER;
  if (restore && wide) answer(HrRestorePrepareW(server, annotation, out));
  else if (restore) answer(HrRestorePrepareA(server, annotation, out));
  else if (wide) answer(HrBackupPrepareW(server, annotation, grbit, type, out));
  else answer(HrBackupPrepareA(server, annotation, grbit, type, out));
  print_context(context);
  free(server);
  free(annotation);
}

typedef HRESULT(EDBBACK_API *list_function_a)(HBC, LPSTR *, LPDWORD);
typedef HRESULT(EDBBACK_API *list_function_w)(HBC, LPWSTR *, LPDWORD);

static void print_list(const void *list, DWORD size) {
  printf(" size=");
  if (size == UNTOUCHED_NUMBER) printf("untouched");
  else printf("%u", size);
  if (list == UNTOUCHED_POINTER) printf(" list=untouched");
  else if (list == NULL) printf(" list=null");
  else {
    if (given_count == MAXIMUM_LISTS) fail("too many lists");
    given_lists[given_count++] = (void *)(uintptr_t)list;
    printf(" list=%zu", given_count);
    if (size < 4096) print_bytes("bytes", list, size);
  }
}

static void list_a(list_function_a function) {
  LPSTR list = UNTOUCHED_POINTER;
  DWORD size = UNTOUCHED_NUMBER;
  HBC context = take_pointer();
  errno = ERROR_NUMBER;
  answer(function(context, is_missing(0) ? NULL : &list, is_missing(1) ? NULL : &size));
  print_list(list, size);
}

static void list_w(list_function_w function) {
  LPWSTR list = UNTOUCHED_POINTER;
  DWORD size = UNTOUCHED_NUMBER;
  HBC context = take_pointer();
  errno = ERROR_NUMBER;
  answer(function(context, is_missing(0) ? NULL : &list, is_missing(1) ? NULL : &size));
  print_list(list, size);
}

static void open_file(bool wide) {
  LARGE_INTEGER size;
  size.QuadPart = -1;
  HBC context = take_pointer();
  void *name = text_of(take_word(), wide ? 2 : 1);
  ULONG hint = take_number();
  LARGE_INTEGER *out = is_missing(0) ? NULL : &size;
  errno = ERROR_NUMBER;
  answer(wide ? HrBackupOpenFileW(context, name, hint, out) : HrBackupOpenFileA(context, name, hint, out));
  if (size.QuadPart == -1) printf(" fileSize=untouched");
  else printf(" fileSize=%lld low=%u high=%d", (long long)size.QuadPart, size.LowPart, size.u.HighPart);
  free(name);
}

static unsigned checksum(const unsigned char *bytes, size_t size) {
  unsigned sum = 2166136261u;
  for (size_t index = 0; index < size; index += 1) sum = (sum ^ bytes[index]) * 16777619u;
  return sum;
}

/* "buffer" is "-" for NULL; otherwise there are exactly as many bytes as the call says, all 0xEE. */
static void read_file(void) {
  HBC context = take_pointer();
  bool has_buffer = strcmp(take_word(), "-") != 0;
  DWORD size = take_number();
  DWORD bytes_read = UNTOUCHED_NUMBER;
  unsigned char *buffer = has_buffer ? malloc(size == 0 ? 1 : size) : NULL;
  if (buffer != NULL) memset(buffer, 0xEE, size == 0 ? 1 : size);
  errno = ERROR_NUMBER;
  answer(HrBackupRead(context, buffer, size, is_missing(0) ? NULL : &bytes_read));
  if (bytes_read == UNTOUCHED_NUMBER) printf(" read=untouched");
  else printf(" read=%u", bytes_read);
  if (buffer != NULL && size <= 256) print_bytes("buffer", buffer, size);
  else if (buffer != NULL) printf(" checksum=%u", checksum(buffer, size));
  free(buffer);
}

static void restore_register(bool wide) {
  HBC context = take_pointer();
  void *checkpoint = text_of(take_word(), wide ? 2 : 1);
  void *log = text_of(take_word(), wide ? 2 : 1);
  bool has_map = strcmp(take_word(), "-") != 0;
  C rows = (C)strtol(take_word(), NULL, 0);
  /* As many rows as are written; "|" ends them. */
  EDB_RSTMAPA *map_a = NULL;
  EDB_RSTMAPW *map_w = NULL;
  size_t written = 0;
  while (strcmp(words[next_word], "|") != 0) {
    map_a = realloc(map_a, (written + 1) * sizeof *map_a);
    map_w = realloc(map_w, (written + 1) * sizeof *map_w);
    if (map_a == NULL || map_w == NULL) fail("no memory");
    if (wide) {
      map_w[written].wszDatabaseName = take_w();
      map_w[written].wszNewDatabaseName = take_w();
    } else {
      map_a[written].szDatabaseName = take_a();
      map_a[written].szNewDatabaseName = take_a();
    }
    written += 1;
  }
  next_word += 1;
  if (has_map && written == 0) {
    map_a = malloc(1);
    map_w = malloc(1);
  }
  void *backup_log = text_of(take_word(), wide ? 2 : 1);
  ULONG low = take_number();
  ULONG high = take_number();
  errno = ERROR_NUMBER;
  answer(wide ? HrRestoreRegisterW(context, checkpoint, log, has_map ? map_w : NULL, rows, backup_log, low, high)
              : HrRestoreRegisterA(context, checkpoint, log, has_map ? map_a : NULL, rows, backup_log, low, high));
  for (size_t index = 0; index < written; index += 1) {
    free(wide ? (void *)map_w[index].wszDatabaseName : (void *)map_a[index].szDatabaseName);
    free(wide ? (void *)map_w[index].wszNewDatabaseName : (void *)map_a[index].szNewDatabaseName);
  }
  free(map_a);
  free(map_w);
  free(checkpoint);
  free(log);
  free(backup_log);
}

static void set_log(bool wide) {
  void *server = text_of(take_word(), wide ? 2 : 1);
  void *annotation = text_of(take_word(), wide ? 2 : 1);
  ULONG log = take_number();
  errno = ERROR_NUMBER;
  answer(wide ? HrSetCurrentBackupLogW(server, annotation, log) : HrSetCurrentBackupLogA(server, annotation, log));
  free(server);
  free(annotation);
}

/* "-" for NULL, "foreign" for memory that no list function returned, else the number that a list was printed with. */
static void backup_free(void) {
  static int foreign;
  const char *word = take_word();
  void *pointer = NULL;
  if (strcmp(word, "foreign") == 0) pointer = &foreign;
  else if (strcmp(word, "-") != 0) {
    size_t number = strtoul(word, NULL, 10);
    if (number == 0 || number > given_count) fail("no such list");
    pointer = given_lists[number - 1];
  }
  errno = ERROR_NUMBER;
  BackupFree(pointer);
  printf("errno=%d", errno);
}

static void restore_w(void) {
  PVOID words_given[9];
  for (size_t index = 0; index < 9; index += 1) words_given[index] = take_pointer();
  PVOID *w = words_given;
  errno = ERROR_NUMBER;
  answer(I_HrRestoreW(w[0], w[1], w[2], w[3], w[4], w[5], w[6], w[7], w[8]));
}

int32_t EDBBACK_API DllEntryPoint(PVOID library, DWORD reason, PVOID reserved);

static void call_entry_point(void) {
  PVOID library = take_pointer();
  DWORD reason = take_number();
  errno = ERROR_NUMBER;
  printf("result=%d errno=%d", (int)DllEntryPoint(library, reason, take_pointer()), errno);
}

static void work(void) {
  size_t count = take_number();
  size_t contexts = take_number();
  run_threads(count, contexts, take_number());
}

static bool run_call(const char *name) {
  if (strcmp(name, "HrBackupPrepareA") == 0) prepare(false, false);
  else if (strcmp(name, "HrBackupPrepareW") == 0) prepare(true, false);
  else if (strcmp(name, "HrBackupGetDatabaseNamesA") == 0) list_a(HrBackupGetDatabaseNamesA);
  else if (strcmp(name, "HrBackupGetDatabaseNamesW") == 0) list_w(HrBackupGetDatabaseNamesW);
  else if (strcmp(name, "HrBackupOpenFileA") == 0) open_file(false);
  else if (strcmp(name, "HrBackupOpenFileW") == 0) open_file(true);
  else if (strcmp(name, "HrBackupRead") == 0) read_file();
  else if (strcmp(name, "HrBackupClose") == 0) answer(HrBackupClose(take_pointer()));
  else if (strcmp(name, "HrBackupGetBackupLogsA") == 0) list_a(HrBackupGetBackupLogsA);
  else if (strcmp(name, "HrBackupGetBackupLogsW") == 0) list_w(HrBackupGetBackupLogsW);
  else if (strcmp(name, "HrBackupTruncateLogs") == 0) answer(HrBackupTruncateLogs(take_pointer()));
  else if (strcmp(name, "HrBackupEnd") == 0) answer(HrBackupEnd(take_pointer()));
  else if (strcmp(name, "BackupFree") == 0) backup_free();
  else if (strcmp(name, "HrRestorePrepareA") == 0) prepare(false, true);
  else if (strcmp(name, "HrRestorePrepareW") == 0) prepare(true, true);
  else if (strcmp(name, "HrRestoreGetDatabaseLocationsA") == 0) list_a(HrRestoreGetDatabaseLocationsA);
  else if (strcmp(name, "HrRestoreGetDatabaseLocationsW") == 0) list_w(HrRestoreGetDatabaseLocationsW);
  else if (strcmp(name, "HrRestoreRegisterA") == 0) restore_register(false);
  else if (strcmp(name, "HrRestoreRegisterW") == 0) restore_register(true);
  else if (strcmp(name, "HrRestoreRegisterComplete") == 0) {
    HBC context = take_pointer();
    answer(HrRestoreRegisterComplete(context, (HRESULT)take_number()));
  } else if (strcmp(name, "HrRestoreEnd") == 0) answer(HrRestoreEnd(take_pointer()));
  else if (strcmp(name, "HrSetCurrentBackupLogA") == 0) set_log(false);
  else if (strcmp(name, "HrSetCurrentBackupLogW") == 0) set_log(true);
  else if (strcmp(name, "I_HrCheckBackupLogs") == 0) answer(I_HrCheckBackupLogs(take_pointer()));
  else if (strcmp(name, "I_HrRestoreW") == 0) restore_w();
  else if (strcmp(name, "DllEntryPoint") == 0) call_entry_point();
  else if (strcmp(name, "threads") == 0) work();
  else if (strcmp(name, "fork") == 0) run_fork(take_pointer(), given_count > 0 ? given_lists[given_count - 1] : NULL);
  else if (strcmp(name, "sockets") == 0) print_sockets();
  else if (strcmp(name, "beside") == 0) start_beside(take_pointer(), false);
  else if (strcmp(name, "hold") == 0) start_beside(take_pointer(), true);
  else if (strcmp(name, "cancel") == 0) cancel_beside();
  else if (strcmp(name, "join") == 0) join_beside();
  else if (strcmp(name, "lists") == 0) {
    HBC context = take_pointer();
    collect_lists(context, take_number());
  } else if (strcmp(name, "sip") == 0) sip(take_number());
  else if (strcmp(name, "faulty") == 0) {
    plant_faults();
    printf("planted");
  } else if (strcmp(name, "requests") == 0) print_requests();
  else if (strcmp(name, "leak") == 0) plant_leak();
  else if (strcmp(name, "overrun") == 0) plant_overrun();
  else if (strcmp(name, "race") == 0) plant_race();
  else return false;
  return true;
}

int main(void) {
  char *line = NULL;
  size_t capacity = 0;
  while (getline(&line, &capacity, stdin) > 0) {
    word_count = 0;
    next_word = 1;
    missing = 0;
    for (char *word = strtok(line, " \n"); word != NULL && word_count < MAXIMUM_WORDS; word = strtok(NULL, " \n")) {
      if (strncmp(word, "missing=", 8) == 0) missing = (unsigned)strtoul(word + 8, NULL, 0);
      else words[word_count++] = word;
    }
    if (word_count == 0) break;
    errno = ERROR_NUMBER;
    if (!run_call(words[0])) fail("no such call");
    printf("\n");
    fflush(stdout);
  }
  free(line);
  return 0;
}
