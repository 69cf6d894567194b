#include "record.h"

#include "codes.h"
#include "describe.h"
#include "json.h"
#include "labels.h"
#include "real.h"
#include "redact.h"
#include "sha256.h"
#include "trace.h"

static void append_circumstances(struct bytes *line, int64_t started, int64_t ended) {
  bytes_append_text(line, ",\"at\":{\"start\":");
  json_append_time(line, started);
  bytes_append_text(line, ",\"end\":");
  json_append_time(line, ended);
  bytes_append_text(line, "},\"process\":");
  json_append_number(line, platform_process_id());
  bytes_append_text(line, ",\"thread\":");
  json_append_number(line, platform_thread_id());
}

uint32_t record_call(const struct configuration *settings, enum function_number number,
                     const union call_argument *arguments, struct platform_errors *errors) {
  if (!real_load(settings)) {
    clear_bytes_read(number, arguments);
    return CODE_COULD_NOT_CONNECT;
  }
  const struct function_shape *shape = function_shape(number);
  struct bytes line;
  trace_begin_line(&line);
  monitor_enter();
  describe_arguments(&line, shape, arguments, settings->redact);
  monitor_leave();

  int64_t started = platform_time_of_day();
  platform_restore_errors(errors);
  uint32_t code = real_call(settings, number, arguments);
  platform_save_errors(errors);
  int64_t ended = platform_time_of_day();

  unsigned char digest[SHA256_SIZE_BYTES] = {0};
  uint32_t size_bytes = bytes_returned(shape, arguments, code);
  if (size_bytes > 0) sha256(find_argument(shape, arguments, PARAMETER_READ_BUFFER)->pointer, size_bytes, digest);
  monitor_enter();
  describe_result(&line, shape, arguments, code, digest, settings->redact);
  monitor_leave();
  append_circumstances(&line, started, ended);
  trace_end_line(settings, &line);
  bytes_close(&line);
  return code;
}

void record_forget(void) {
  trace_forget();
  labels_forget();
  redact_forget();
}

void record_finish(bool process_ends) {
  if (!monitor_enter_at_end()) return;
  trace_write_unfreed(count_unfreed_lists());
  if (!process_ends) record_forget();
  monitor_leave();
}
