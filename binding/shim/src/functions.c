#include "functions.h"

#include <stddef.h>

#include "../include/edbbcli.h"

#define PREPARE_BACKUP \
  {PARAMETER_SERVER, PARAMETER_ANNOTATION, PARAMETER_NUMBER, PARAMETER_NUMBER, PARAMETER_OUT_CONTEXT}
#define GIVE_LIST {PARAMETER_CONTEXT, PARAMETER_OUT_LIST, PARAMETER_OUT_LIST_SIZE}
#define OPEN_FILE {PARAMETER_CONTEXT, PARAMETER_PATH, PARAMETER_NUMBER, PARAMETER_OUT_FILE_SIZE}
#define READ {PARAMETER_CONTEXT, PARAMETER_READ_BUFFER, PARAMETER_NUMBER, PARAMETER_OUT_BYTES_READ}
#define CONTEXT_ONLY {PARAMETER_CONTEXT}
#define PREPARE_RESTORE {PARAMETER_SERVER, PARAMETER_ANNOTATION, PARAMETER_OUT_CONTEXT}
#define REGISTER                                                                                                  \
  {PARAMETER_CONTEXT,  PARAMETER_PATH, PARAMETER_PATH,   PARAMETER_MAP,                                           \
   PARAMETER_MAP_ROWS, PARAMETER_PATH, PARAMETER_NUMBER, PARAMETER_NUMBER}
#define NINE_UNKNOWN                                                                                              \
  {PARAMETER_UNKNOWN, PARAMETER_UNKNOWN, PARAMETER_UNKNOWN, PARAMETER_UNKNOWN, PARAMETER_UNKNOWN,                 \
   PARAMETER_UNKNOWN, PARAMETER_UNKNOWN, PARAMETER_UNKNOWN, PARAMETER_UNKNOWN}
#define SET_LOG {PARAMETER_SERVER, PARAMETER_ANNOTATION, PARAMETER_NUMBER}

static const struct function_shape shapes[FUNCTION_COUNT] = {
    {"HrBackupPrepareA", false, true, RESULT_CONTEXT, PREPARE_BACKUP},
    {"HrBackupPrepareW", true, true, RESULT_CONTEXT, PREPARE_BACKUP},
    {"HrBackupGetDatabaseNamesA", false, false, RESULT_LIST, GIVE_LIST},
    {"HrBackupGetDatabaseNamesW", true, false, RESULT_LIST, GIVE_LIST},
    {"HrBackupOpenFileA", false, false, RESULT_FILE_SIZE, OPEN_FILE},
    {"HrBackupOpenFileW", true, false, RESULT_FILE_SIZE, OPEN_FILE},
    {"HrBackupRead", false, false, RESULT_READ, READ},
    {"HrBackupClose", false, false, RESULT_CODE, CONTEXT_ONLY},
    {"HrBackupGetBackupLogsA", false, false, RESULT_LIST, GIVE_LIST},
    {"HrBackupGetBackupLogsW", true, false, RESULT_LIST, GIVE_LIST},
    {"HrBackupTruncateLogs", false, false, RESULT_CODE, CONTEXT_ONLY},
    {"HrBackupEnd", false, false, RESULT_CODE, CONTEXT_ONLY},
    {"BackupFree", false, false, RESULT_NOTHING, {PARAMETER_FREED_BUFFER}},
    {"HrRestorePrepareA", false, true, RESULT_CONTEXT, PREPARE_RESTORE},
    {"HrRestorePrepareW", true, true, RESULT_CONTEXT, PREPARE_RESTORE},
    {"HrRestoreGetDatabaseLocationsA", false, false, RESULT_LIST, GIVE_LIST},
    {"HrRestoreGetDatabaseLocationsW", true, false, RESULT_LIST, GIVE_LIST},
    {"HrRestoreRegisterA", false, false, RESULT_CODE, REGISTER},
    {"HrRestoreRegisterW", true, false, RESULT_CODE, REGISTER},
    {"HrRestoreRegisterComplete", false, false, RESULT_CODE, {PARAMETER_CONTEXT, PARAMETER_NUMBER}},
    {"HrRestoreEnd", false, false, RESULT_CODE, CONTEXT_ONLY},
    {"HrSetCurrentBackupLogA", false, true, RESULT_CODE, SET_LOG},
    {"HrSetCurrentBackupLogW", true, true, RESULT_CODE, SET_LOG},
    {"I_HrCheckBackupLogs", false, false, RESULT_CODE, {PARAMETER_UNKNOWN}},
    {"I_HrRestoreW", false, false, RESULT_CODE, NINE_UNKNOWN},
};

const struct function_shape *function_shape(enum function_number number) { return &shapes[(unsigned)number - 1u]; }

const union call_argument *find_argument(const struct function_shape *shape, const union call_argument *arguments,
                                         uint8_t kind) {
  for (size_t index = 0; index < MAXIMUM_PARAMETERS; index += 1) {
    if (shape->parameters[index] == kind) return &arguments[index];
  }
  return NULL;
}

void clear_bytes_read(enum function_number number, const union call_argument *arguments) {
  const union call_argument *bytes_read = find_argument(function_shape(number), arguments, PARAMETER_OUT_BYTES_READ);
  if (bytes_read != NULL && bytes_read->pointer != NULL) *(DWORD *)bytes_read->pointer = 0;
}
