/* The functions that go over the wire, as data: number on the wire, parameters, result. All that is no prototype is driven by it. */
#ifndef EDBPROOF_FUNCTIONS_H
#define EDBPROOF_FUNCTIONS_H

#include <stdbool.h>
#include <stdint.h>

/* In the order of functionInfos in simulator/protocol/functions.ts; a test compares. */
enum function_number {
  FUNCTION_HrBackupPrepareA = 1,
  FUNCTION_HrBackupPrepareW,
  FUNCTION_HrBackupGetDatabaseNamesA,
  FUNCTION_HrBackupGetDatabaseNamesW,
  FUNCTION_HrBackupOpenFileA,
  FUNCTION_HrBackupOpenFileW,
  FUNCTION_HrBackupRead,
  FUNCTION_HrBackupClose,
  FUNCTION_HrBackupGetBackupLogsA,
  FUNCTION_HrBackupGetBackupLogsW,
  FUNCTION_HrBackupTruncateLogs,
  FUNCTION_HrBackupEnd,
  FUNCTION_BackupFree,
  FUNCTION_HrRestorePrepareA,
  FUNCTION_HrRestorePrepareW,
  FUNCTION_HrRestoreGetDatabaseLocationsA,
  FUNCTION_HrRestoreGetDatabaseLocationsW,
  FUNCTION_HrRestoreRegisterA,
  FUNCTION_HrRestoreRegisterW,
  FUNCTION_HrRestoreRegisterComplete,
  FUNCTION_HrRestoreEnd,
  FUNCTION_HrSetCurrentBackupLogA,
  FUNCTION_HrSetCurrentBackupLogW,
  FUNCTION_I_HrCheckBackupLogs,
  FUNCTION_I_HrRestoreW
};
#define FUNCTION_COUNT 25

enum parameter_kind {
  PARAMETER_NONE = 0,
  /* Texts: char * or WCHAR *, by the form of the function. A server's name is one that redaction replaces whole. */
  PARAMETER_SERVER,
  PARAMETER_ANNOTATION,
  PARAMETER_PATH,
  PARAMETER_NUMBER,
  PARAMETER_CONTEXT,
  PARAMETER_UNKNOWN,
  /* EDB_RSTMAPA * or EDB_RSTMAPW *; the number of its rows is the next parameter. */
  PARAMETER_MAP,
  PARAMETER_MAP_ROWS,
  PARAMETER_READ_BUFFER,
  PARAMETER_FREED_BUFFER,
  /* What comes from here on is an out-pointer. */
  PARAMETER_OUT_CONTEXT,
  PARAMETER_OUT_LIST,
  PARAMETER_OUT_LIST_SIZE,
  PARAMETER_OUT_FILE_SIZE,
  PARAMETER_OUT_BYTES_READ
};

enum result_kind { RESULT_CODE, RESULT_NOTHING, RESULT_CONTEXT, RESULT_LIST, RESULT_FILE_SIZE, RESULT_READ };

#define MAXIMUM_PARAMETERS 9

struct function_shape {
  const char *name;
  bool wide;
  /* Begins a client where there is none any more (WIRE.md, Failures). */
  bool begins_client;
  enum result_kind result;
  /* One byte for each: a parameter_kind, PARAMETER_NONE after the last. */
  uint8_t parameters[MAXIMUM_PARAMETERS];
};

const struct function_shape *function_shape(enum function_number number);

/* An argument as it came. */
union call_argument {
  uint32_t number;
  void *pointer;
};

static inline bool parameter_is_out(uint8_t kind) { return kind >= PARAMETER_OUT_CONTEXT; }

/* The argument of the first parameter of that kind; NULL when the function has none. */
const union call_argument *find_argument(const struct function_shape *shape, const union call_argument *arguments,
                                         uint8_t kind);

/* Sets *pcbRead to 0, where the function has one: a caller that adds it up must not add what was never there. */
void clear_bytes_read(enum function_number number, const union call_argument *arguments);

#endif
