#include "describe.h"

#include <stddef.h>
#include <stdio.h>

#include "../include/edbbcli.h"
#include "codes.h"
#include "json.h"
#include "labels.h"
#include "redact.h"
#include "sha256.h"

/* A longer text is cut there: what the library makes of it is its own affair. */
#define MAXIMUM_TRACED_UNITS 32768u
#define MAXIMUM_TRACED_ROWS 256u
/* A list without a size is looked at up to its two NULs, and no further than this. */
#define MAXIMUM_TRACED_LIST_BYTES (64u * 1024u * 1024u)

static size_t count_units(const void *text, bool wide) {
  const char *narrow_text = text;
  const WCHAR *wide_text = text;
  size_t units = 0;
  while (units < MAXIMUM_TRACED_UNITS && (wide ? wide_text[units] != 0 : narrow_text[units] != 0)) units += 1;
  return units;
}

static void append_base64_object(struct bytes *line, const unsigned char *from, size_t size_bytes) {
  bytes_append_text(line, "{\"base64\":\"");
  json_append_base64(line, from, size_bytes);
  bytes_append_text(line, "\"}");
}

static void append_text(struct bytes *line, const void *text, bool wide, uint8_t kind, bool redacted) {
  if (text == NULL) {
    bytes_append_text(line, "null");
    return;
  }
  const unsigned char *shown = text;
  size_t size_bytes = count_units(text, wide) * (wide ? sizeof(WCHAR) : 1);
  struct bytes replaced;
  bytes_open(&replaced, line->limit_bytes);
  if (redacted && kind != PARAMETER_ANNOTATION) {
    redact(&replaced, kind == PARAMETER_SERVER ? REDACTED_SERVER : REDACTED_PATH, shown, size_bytes, wide);
    if (replaced.failed) line->failed = true;
    shown = replaced.start;
    size_bytes = replaced.size_bytes;
  }
  if (wide) json_append_wide(line, shown, size_bytes);
  else append_base64_object(line, shown, size_bytes);
  bytes_close(&replaced);
}

static void append_row(struct bytes *line, const void *map, uint32_t index, bool wide, bool redacted) {
  const void *from;
  const void *to;
  if (wide) {
    from = ((const EDB_RSTMAPW *)map)[index].wszDatabaseName;
    to = ((const EDB_RSTMAPW *)map)[index].wszNewDatabaseName;
  } else {
    from = ((const EDB_RSTMAPA *)map)[index].szDatabaseName;
    to = ((const EDB_RSTMAPA *)map)[index].szNewDatabaseName;
  }
  bytes_append_text(line, index == 0 ? "{\"databaseName\":" : ",{\"databaseName\":");
  append_text(line, from, wide, PARAMETER_PATH, redacted);
  bytes_append_text(line, ",\"newDatabaseName\":");
  append_text(line, to, wide, PARAMETER_PATH, redacted);
  bytes_append_text(line, "}");
}

/* Its rows. A map that is not what it says, or too large, is shown with the number of rows that it was passed with. */
static void append_map(struct bytes *line, const void *map, uint32_t row_count, bool wide, bool redacted) {
  int32_t signed_count = (int32_t)row_count;
  uint32_t rows = map == NULL || signed_count < 0 ? 0 : row_count;
  if (rows > MAXIMUM_TRACED_ROWS) rows = MAXIMUM_TRACED_ROWS;
  bool plain = rows == row_count;
  if (!plain) {
    bytes_append_text(line, "{\"crstmap\":");
    json_append_number(line, signed_count);
    bytes_append_text(line, ",\"rows\":");
  }
  bytes_append_text(line, "[");
  for (uint32_t index = 0; index < rows; index += 1) append_row(line, map, index, wide, redacted);
  bytes_append_text(line, plain ? "]" : "]}");
}

static void append_label(struct bytes *line, const char *kind, uint32_t number) {
  char label[24];
  (void)snprintf(label, sizeof label, "%s%u", kind, (unsigned)number);
  json_append_word(line, label);
}

static void append_context(struct bytes *line, const void *context) {
  if (context == NULL) bytes_append_text(line, "null");
  else append_label(line, "hbc", label_context(context));
}

/* A list is named by its label; a buffer is known by its size, and of a stranger's that is unknown. */
static void append_freed(struct bytes *line, const void *buffer) {
  uint32_t number = label_freed_list(buffer);
  if (number != 0) append_label(line, "list", number);
  else bytes_append_text(line, buffer == NULL ? "null" : "{\"bufferBytes\":0}");
}

static void append_buffer(struct bytes *line, const void *buffer, uint32_t size_bytes) {
  if (buffer == NULL) {
    bytes_append_text(line, "null");
    return;
  }
  bytes_append_text(line, "{\"bufferBytes\":");
  json_append_number(line, size_bytes);
  bytes_append_text(line, "}");
}

static void append_pointer(struct bytes *line, const void *pointer) {
  char text[32];
  if (pointer == NULL) {
    bytes_append_text(line, "null");
    return;
  }
  (void)snprintf(text, sizeof text, "0x%llX", (unsigned long long)(uintptr_t)pointer);
  json_append_word(line, text);
}

static void append_argument(struct bytes *line, const struct function_shape *shape,
                            const union call_argument *arguments, size_t index, bool redacted) {
  const union call_argument *argument = &arguments[index];
  uint8_t kind = shape->parameters[index];
  switch ((enum parameter_kind)kind) {
    case PARAMETER_SERVER:
    case PARAMETER_ANNOTATION:
    case PARAMETER_PATH:
      append_text(line, argument->pointer, shape->wide, kind, redacted);
      break;
    case PARAMETER_CONTEXT:
      append_context(line, argument->pointer);
      break;
    case PARAMETER_MAP:
      append_map(line, argument->pointer, arguments[index + 1].number, shape->wide, redacted);
      break;
    case PARAMETER_READ_BUFFER:
      append_buffer(line, argument->pointer, arguments[index + 1].number);
      break;
    case PARAMETER_FREED_BUFFER:
      append_freed(line, argument->pointer);
      break;
    case PARAMETER_UNKNOWN:
      append_pointer(line, argument->pointer);
      break;
    default:
      json_append_number(line, argument->number);
      break;
  }
}

void describe_arguments(struct bytes *line, const struct function_shape *shape, const union call_argument *arguments,
                        bool redacted) {
  bytes_append_text(line, "\"call\":");
  json_append_word(line, shape->name);
  bytes_append_text(line, ",\"arguments\":[");
  for (size_t index = 0; index < MAXIMUM_PARAMETERS; index += 1) {
    uint8_t kind = shape->parameters[index];
    /* The number of rows is told by the rows. */
    if (kind == PARAMETER_NONE || kind == PARAMETER_MAP_ROWS || parameter_is_out(kind)) continue;
    if (index > 0) bytes_append_text(line, ",");
    append_argument(line, shape, arguments, index, redacted);
  }
  bytes_append_text(line, "]");
}

static size_t list_size_bytes(const unsigned char *list, const DWORD *told, bool wide) {
  if (told != NULL) return *told < MAXIMUM_TRACED_LIST_BYTES ? *told : MAXIMUM_TRACED_LIST_BYTES;
  size_t unit_bytes = wide ? 2 : 1;
  size_t at = 0;
  size_t zeros = 0;
  while (zeros < 2 && at + unit_bytes <= MAXIMUM_TRACED_LIST_BYTES) {
    bool zero = list[at] == 0 && (!wide || list[at + 1] == 0);
    zeros = zero ? zeros + 1 : 0;
    at += unit_bytes;
  }
  return at;
}

static void append_list(struct bytes *line, const struct function_shape *shape, const union call_argument *arguments,
                        bool succeeded, bool redacted) {
  unsigned char *const *content = find_argument(shape, arguments, PARAMETER_OUT_LIST)->pointer;
  const DWORD *told = find_argument(shape, arguments, PARAMETER_OUT_LIST_SIZE)->pointer;
  const unsigned char *list = succeeded && content != NULL ? *content : NULL;
  size_t size_bytes = list == NULL ? 0 : list_size_bytes(list, told, shape->wide);
  bytes_append_text(line, ",\"list\":");
  if (list == NULL) {
    bytes_append_text(line, "null");
  } else {
    struct bytes replaced;
    bytes_open(&replaced, line->limit_bytes);
    const unsigned char *shown = list;
    size_t shown_bytes = size_bytes;
    if (redacted) {
      redact(&replaced, REDACTED_LIST, list, size_bytes, shape->wide);
      if (replaced.failed) line->failed = true;
      shown = replaced.start;
      shown_bytes = replaced.size_bytes;
    }
    bytes_append_text(line, "{\"label\":");
    append_label(line, "list", label_new_list(list));
    bytes_append_text(line, ",\"base64\":\"");
    json_append_base64(line, shown, shown_bytes);
    bytes_append_text(line, "\"}");
    bytes_close(&replaced);
  }
  bytes_append_text(line, ",\"sizeBytes\":");
  json_append_number(line, succeeded && told != NULL ? (int64_t)*told : (int64_t)size_bytes);
}

static void append_new_context(struct bytes *line, const union call_argument *context, bool succeeded) {
  const HBC *given = context->pointer;
  bytes_append_text(line, ",\"hbc\":");
  if (succeeded && given != NULL && *given != NULL) append_label(line, "hbc", label_new_context(*given));
  else bytes_append_text(line, "null");
}

/* ERROR_HANDLE_EOF may come with the last bytes; what other failures leave in *pcbRead is unknown. */
static uint32_t told_bytes_read(const struct function_shape *shape, const union call_argument *arguments,
                                uint32_t code) {
  const DWORD *told = find_argument(shape, arguments, PARAMETER_OUT_BYTES_READ)->pointer;
  return told != NULL && (code == CODE_NONE || code == CODE_HANDLE_EOF) ? (uint32_t)*told : 0;
}

uint32_t bytes_returned(const struct function_shape *shape, const union call_argument *arguments, uint32_t code) {
  if (shape->result != RESULT_READ) return 0;
  uint32_t told = told_bytes_read(shape, arguments, code);
  uint32_t capacity = find_argument(shape, arguments, PARAMETER_NUMBER)->number;
  const void *buffer = find_argument(shape, arguments, PARAMETER_READ_BUFFER)->pointer;
  return buffer != NULL && told <= capacity ? told : 0;
}

static void append_data(struct bytes *line, uint32_t size_bytes, const unsigned char *digest) {
  bytes_append_text(line, ",\"data\":{\"bytes\":");
  json_append_number(line, size_bytes);
  bytes_append_text(line, ",\"sha256\":\"");
  json_append_hexadecimal(line, digest, SHA256_SIZE_BYTES);
  bytes_append_text(line, "\"}");
}

void describe_result(struct bytes *line, const struct function_shape *shape, const union call_argument *arguments,
                     uint32_t code, const unsigned char *digest, bool redacted) {
  bool succeeded = code == CODE_NONE;
  if (shape->result == RESULT_NOTHING) {
    bytes_append_text(line, ",\"result\":null");
    return;
  }
  bytes_append_text(line, ",\"result\":{\"code\":");
  json_append_code(line, code);
  if (shape->result == RESULT_CONTEXT) {
    append_new_context(line, find_argument(shape, arguments, PARAMETER_OUT_CONTEXT), succeeded);
  } else if (shape->result == RESULT_LIST) {
    append_list(line, shape, arguments, succeeded, redacted);
  } else if (shape->result == RESULT_FILE_SIZE) {
    const LARGE_INTEGER *size = find_argument(shape, arguments, PARAMETER_OUT_FILE_SIZE)->pointer;
    bytes_append_text(line, ",\"fileSizeBytes\":");
    json_append_number(line, succeeded && size != NULL ? size->QuadPart : 0);
  } else if (shape->result == RESULT_READ) {
    bytes_append_text(line, ",\"bytesRead\":");
    json_append_number(line, told_bytes_read(shape, arguments, code));
  }
  bytes_append_text(line, "}");
  uint32_t size_bytes = bytes_returned(shape, arguments, code);
  if (size_bytes > 0) append_data(line, size_bytes, digest);
}
