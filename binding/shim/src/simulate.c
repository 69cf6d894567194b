#include "simulate.h"

#include <stddef.h>

#include "../include/edbbcli.h"
#include "bytes.h"
#include "codes.h"
#include "complain.h"
#include "exchange.h"
#include "lists.h"
#include "platform.h"
#include "pool.h"
#include "wire.h"

/* The bytes of a text without its NUL; more than the limit when it is longer than that. */
static size_t text_size_bytes(const void *text, bool wide) {
  const char *narrow_text = text;
  const WCHAR *wide_text = text;
  size_t unit_bytes = wide ? sizeof(WCHAR) : 1;
  size_t units = 0;
  while (units * unit_bytes <= MAXIMUM_TEXT_SIZE_BYTES && (wide ? wide_text[units] != 0 : narrow_text[units] != 0)) {
    units += 1;
  }
  return units * unit_bytes;
}

static void append_text(struct bytes *request, const void *text, bool wide) {
  if (text == NULL) {
    bytes_append_u32(request, NULL_TEXT);
    return;
  }
  size_t size_bytes = text_size_bytes(text, wide);
  if (size_bytes > MAXIMUM_TEXT_SIZE_BYTES) {
    request->failed = true;
    return;
  }
  bytes_append_u32(request, (uint32_t)size_bytes);
  /* Units are little-endian on every platform that this is built for. */
  bytes_append(request, text, size_bytes);
}

static void append_map(struct bytes *request, const void *map, uint32_t row_count, bool wide) {
  /* C is signed: a negative number of rows is told, and nothing is read. */
  uint32_t rows = map == NULL || (C)row_count < 0 ? 0 : row_count;
  if (rows > MAXIMUM_MAP_ROWS) request->failed = true;
  bytes_append_u8(request, map != NULL);
  bytes_append_u32(request, row_count);
  bytes_append_u32(request, rows);
  for (uint32_t index = 0; index < rows && !request->failed; index += 1) {
    if (wide) {
      const EDB_RSTMAPW *row = (const EDB_RSTMAPW *)map + index;
      append_text(request, row->wszDatabaseName, true);
      append_text(request, row->wszNewDatabaseName, true);
    } else {
      const EDB_RSTMAPA *row = (const EDB_RSTMAPA *)map + index;
      append_text(request, row->szDatabaseName, false);
      append_text(request, row->szNewDatabaseName, false);
    }
  }
}

static void append_argument(struct bytes *request, const struct function_shape *shape,
                            const union call_argument *arguments, size_t index, uint32_t freed_list) {
  const union call_argument *argument = &arguments[index];
  switch ((enum parameter_kind)shape->parameters[index]) {
    case PARAMETER_SERVER:
    case PARAMETER_ANNOTATION:
    case PARAMETER_PATH:
      append_text(request, argument->pointer, shape->wide);
      break;
    case PARAMETER_NUMBER:
      bytes_append_u32(request, argument->number);
      break;
    case PARAMETER_CONTEXT:
    case PARAMETER_UNKNOWN:
      bytes_append_u64(request, (uint64_t)(uintptr_t)argument->pointer);
      break;
    case PARAMETER_MAP:
      append_map(request, argument->pointer, arguments[index + 1].number, shape->wide);
      break;
    case PARAMETER_READ_BUFFER:
      bytes_append_u8(request, argument->pointer != NULL);
      break;
    case PARAMETER_FREED_BUFFER:
      bytes_append_u32(request, freed_list);
      break;
    case PARAMETER_MAP_ROWS:
    case PARAMETER_NONE:
    default:
      break;
  }
}

/* Bit n for the nth out-pointer that is NULL. */
static uint16_t missing_pointers(const struct function_shape *shape, const union call_argument *arguments) {
  unsigned missing = 0;
  unsigned place = 0;
  for (size_t index = 0; index < MAXIMUM_PARAMETERS; index += 1) {
    if (!parameter_is_out(shape->parameters[index])) continue;
    if (arguments[index].pointer == NULL) missing |= 1u << place;
    place += 1;
  }
  return (uint16_t)missing;
}

/* Most requests fit into this; larger ones take memory. */
#define USUAL_REQUEST_SIZE_BYTES 512

/* The CALL frame, with the sequence left open. */
static void make_request(struct bytes *request, unsigned char room[USUAL_REQUEST_SIZE_BYTES],
                         enum function_number number, const union call_argument *arguments, uint32_t freed_list) {
  const struct function_shape *shape = function_shape(number);
  bytes_open_in(request, LENGTH_SIZE_BYTES + MAXIMUM_REQUEST_SIZE_BYTES, room, USUAL_REQUEST_SIZE_BYTES);
  bytes_append_u32(request, 0);
  bytes_append_u8(request, FRAME_CALL);
  bytes_append_u8(request, (uint8_t)number);
  bytes_append_u16(request, missing_pointers(shape, arguments));
  bytes_append_u32(request, 0);
  bytes_append_u32(request, platform_thread_id());
  for (size_t index = 0; index < MAXIMUM_PARAMETERS; index += 1) {
    append_argument(request, shape, arguments, index, freed_list);
  }
  bytes_replace_u32(request, 0, (uint32_t)(request->size_bytes - LENGTH_SIZE_BYTES));
}

/* Sends a request that is made, and takes the reply. The code to answer. */
static uint32_t exchange(const struct configuration *settings, struct connection *connection, struct bytes *request,
                         enum function_number number, const union call_argument *arguments, uint64_t deadline) {
  uint32_t code = CODE_COMMUNICATION_ERROR;
  const char *problem = exchange_frames(connection, request, number, arguments, deadline, &code);
  if (problem == NULL) {
    pool_return(connection);
    return code;
  }
  pool_lose(connection);
  complain(COMPLAINT_BROKEN,
           "the host at %s %s in %s: this call and those with a context of before answer hrCommunicationError",
           settings->endpoint_text, problem, function_shape(number)->name);
  return CODE_COMMUNICATION_ERROR;
}

/* A list is freed here and now, whatever becomes of the host that is told of it. */
static void free_list(const struct configuration *settings, const union call_argument *arguments, uint64_t deadline) {
  struct list *list = list_take_back(arguments[0].pointer);
  uint32_t number = arguments[0].pointer == NULL ? NULL_LIST : FOREIGN_LIST;
  uint64_t epoch = 0;
  if (list != NULL) {
    number = list->number;
    epoch = list->epoch;
    list_discard(list);
    if (epoch != pool_epoch()) return;
  }
  uint32_t code = CODE_NONE;
  struct connection *connection = pool_take(settings, false, deadline, &code);
  if (connection == NULL) return;
  /* The number of a lost client's list would name another list to the next one. */
  if (epoch != 0 && epoch != connection->epoch) {
    pool_return(connection);
    return;
  }
  struct bytes request;
  unsigned char room[USUAL_REQUEST_SIZE_BYTES];
  make_request(&request, room, FUNCTION_BackupFree, arguments, number);
  if (request.failed) pool_return(connection);
  else (void)exchange(settings, connection, &request, FUNCTION_BackupFree, arguments, deadline);
  bytes_close(&request);
}

static uint32_t forward(const struct configuration *settings, enum function_number number,
                        const union call_argument *arguments, uint64_t deadline) {
  const struct function_shape *shape = function_shape(number);
  struct bytes request;
  unsigned char room[USUAL_REQUEST_SIZE_BYTES];
  make_request(&request, room, number, arguments, NULL_LIST);
  uint32_t code = CODE_NOT_MODELLED;
  if (request.failed) {
    complain(COMPLAINT_NOT_SENT,
             "a call of %s is larger than this project takes (a text of at most %u bytes, a map of at most %d rows): "
             "it was not sent and answers NOT_MODELLED, 0x%08X",
             shape->name, MAXIMUM_TEXT_SIZE_BYTES, MAXIMUM_MAP_ROWS, CODE_NOT_MODELLED);
  } else {
    struct connection *connection = pool_take(settings, shape->begins_client, deadline, &code);
    if (connection != NULL) code = exchange(settings, connection, &request, number, arguments, deadline);
  }
  bytes_close(&request);
  return code;
}

uint32_t simulate_call(const struct configuration *settings, enum function_number number,
                       const union call_argument *arguments) {
  uint64_t deadline = platform_milliseconds() + settings->timeout_milliseconds;
  clear_bytes_read(number, arguments);
  int cancellation = platform_hold_cancellation();
  uint32_t code = CODE_NONE;
  if (number == FUNCTION_BackupFree) free_list(settings, arguments, deadline);
  else code = forward(settings, number, arguments, deadline);
  platform_release_cancellation(cancellation);
  return code;
}
