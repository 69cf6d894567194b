#include "exchange.h"

#include <stddef.h>

#include "../include/edbbcli.h"
#include "codes.h"
#include "handshake.h"
#include "lists.h"
#include "platform.h"
#include "wire.h"

/* Length and head, and the results that come before a list or data. */
#define RESULTS_OFFSET_BYTES (LENGTH_SIZE_BYTES + REPLY_HEAD_SIZE_BYTES)
#define LONGEST_FIXED_BYTES 8u
/* More does not come at once, and the system may look at all of the room that it is told of. */
#define LONGEST_EARLY_BYTES (1u << 20)

/* A reply, of which everything but lists and data is received first. */
struct reply {
  stream_handle stream;
  struct patience *patience;
  uint64_t deadline;
  uint64_t epoch;
  /* Results of a length that is known beforehand; behind them is the content of a list, or data. */
  uint32_t fixed_bytes;
  unsigned char start[RESULTS_OFFSET_BYTES + LONGEST_FIXED_BYTES];
  /* Room for data, and how much of that was received together with the start. */
  unsigned char *room;
  uint32_t room_bytes;
  uint32_t early_bytes;
  uint32_t code;
  /* Behind the fixed results. */
  uint32_t left_bytes;
};

static const char too_short[] = "sent a reply that ends too early";
static const char too_long[] = "sent a reply with bytes too many";

/* Fills the start up to there. What comes behind it goes to where data belongs. */
static const char *receive_start(struct reply *reply, size_t *received_bytes, size_t wanted_bytes) {
  size_t whole_bytes = RESULTS_OFFSET_BYTES + reply->fixed_bytes;
  size_t early_room_bytes = reply->room_bytes < LONGEST_EARLY_BYTES ? reply->room_bytes : LONGEST_EARLY_BYTES;
  while (*received_bytes < wanted_bytes) {
    const struct stream_part parts[STREAM_PARTS] = {
        {reply->start + *received_bytes, whole_bytes - *received_bytes}, {reply->room, early_room_bytes}};
    size_t taken = 0;
    enum transfer done = stream_take(reply->stream, parts, reply->patience, &taken, reply->deadline);
    if (done != TRANSFER_DONE) return describe_transfer(done);
    *received_bytes += taken;
    /* A host that sends a byte now and then keeps no deadline either. */
    if (*received_bytes < wanted_bytes && platform_milliseconds() >= reply->deadline) {
      return describe_transfer(TRANSFER_TOO_LATE);
    }
  }
  return NULL;
}

static const char *check_head(struct reply *reply, enum function_number number, uint32_t sequence) {
  const unsigned char *body = reply->start + LENGTH_SIZE_BYTES;
  if (body[0] != FRAME_REPLY || read_u16(body + 2) != 0) return "sent a frame that is no reply";
  if (body[1] != (unsigned char)number || read_u32(body + 4) != sequence) return "sent the reply to another call";
  reply->code = read_u32(body + 8);
  return NULL;
}

/* Up to the content of a list, or the data. Results are believed when all of their frame is there, and no more. */
static const char *receive_fixed(struct reply *reply, enum function_number number, uint32_t sequence) {
  size_t received = 0;
  const char *problem = receive_start(reply, &received, LENGTH_SIZE_BYTES);
  if (problem != NULL) return problem;
  uint32_t size_bytes = read_u32(reply->start);
  if (size_bytes < REPLY_HEAD_SIZE_BYTES) return too_short;
  if (size_bytes > MAXIMUM_REPLY_SIZE_BYTES) return "sent a reply that is too long";
  problem = receive_start(reply, &received, RESULTS_OFFSET_BYTES);
  if (problem == NULL) problem = check_head(reply, number, sequence);
  if (problem != NULL) return problem;
  if (size_bytes < REPLY_HEAD_SIZE_BYTES + reply->fixed_bytes) return too_short;
  problem = receive_start(reply, &received, RESULTS_OFFSET_BYTES + reply->fixed_bytes);
  if (problem != NULL) return problem;
  reply->left_bytes = size_bytes - REPLY_HEAD_SIZE_BYTES - reply->fixed_bytes;
  reply->early_bytes = (uint32_t)(received - RESULTS_OFFSET_BYTES - reply->fixed_bytes);
  return reply->early_bytes > reply->left_bytes ? too_long : NULL;
}

static const unsigned char *fixed_results(const struct reply *reply) { return reply->start + RESULTS_OFFSET_BYTES; }

/* All that is left of the reply. */
static const char *receive_last(const struct reply *reply, void *bytes, uint32_t size_bytes) {
  if (size_bytes != reply->left_bytes) return size_bytes > reply->left_bytes ? too_short : too_long;
  uint32_t early_bytes = bytes == reply->room ? reply->early_bytes : 0;
  if (size_bytes == early_bytes) return NULL;
  enum transfer done = stream_receive(reply->stream, (unsigned char *)bytes + early_bytes, size_bytes - early_bytes,
                                      reply->patience, reply->deadline);
  return done == TRANSFER_DONE ? NULL : describe_transfer(done);
}

static const char *receive_context(const struct reply *reply, HBC *context) {
  const char *problem = receive_last(reply, NULL, 0);
  if (problem != NULL) return problem;
  uint64_t value = read_u64(fixed_results(reply));
  if (value > UINTPTR_MAX) return "sent a context that does not fit into a pointer";
  if (reply->code == CODE_NONE && context != NULL) *context = (HBC)(uintptr_t)value;
  return NULL;
}

static const char *receive_file_size(const struct reply *reply, LARGE_INTEGER *size) {
  const char *problem = receive_last(reply, NULL, 0);
  if (problem != NULL) return problem;
  uint64_t value = read_u64(fixed_results(reply));
  if (value > INT64_MAX) return "sent a size that does not fit into a LARGE_INTEGER";
  if (reply->code == CODE_NONE && size != NULL) size->QuadPart = (int64_t)value;
  return NULL;
}

static const char *receive_data(const struct reply *reply, DWORD *bytes_read) {
  uint32_t size_bytes = read_u32(fixed_results(reply));
  if (size_bytes > reply->room_bytes) return "sent more data than was asked for";
  const char *problem = receive_last(reply, reply->room, size_bytes);
  if (problem == NULL && bytes_read != NULL) *bytes_read = size_bytes;
  return problem;
}

/* A list that is there, received into memory of its own. */
static const char *receive_content(const struct reply *reply, uint32_t number, uint32_t size_bytes, void **content) {
  struct list *list = list_allocate(size_bytes);
  if (list == NULL) return "sent a list for which there is no memory";
  const char *problem = receive_last(reply, list->content.bytes, size_bytes);
  if (problem == NULL && content != NULL) {
    if (list_hand_out(list, number, reply->epoch)) {
      *content = list->content.bytes;
      return NULL;
    }
    problem = "sent a list too many: 65,536 of them were never given to BackupFree";
  }
  list_discard(list);
  return problem;
}

static const char *receive_list(const struct reply *reply, void **content, DWORD *size) {
  const char *problem = NULL;
  uint32_t number = read_u32(fixed_results(reply));
  uint32_t size_bytes = read_u32(fixed_results(reply) + 4);
  /* Before memory is taken for it. */
  if (size_bytes != reply->left_bytes) return size_bytes > reply->left_bytes ? too_short : too_long;
  if (number == NULL_LIST && size_bytes > 0) return "sent a list without a number";
  if (number == FOREIGN_LIST) return "sent a list with the number of none";
  if (number != NULL_LIST && reply->code != CODE_NONE) return "sent a list together with a failure";
  if (number != NULL_LIST) {
    problem = receive_content(reply, number, size_bytes, content);
    if (problem != NULL) return problem;
  } else if (reply->code == CODE_NONE && content != NULL) {
    *content = NULL;
  }
  if (reply->code == CODE_NONE && size != NULL) *size = size_bytes;
  return NULL;
}

static const char *take_results(const struct reply *reply, const struct function_shape *shape,
                                const union call_argument *arguments) {
  switch (shape->result) {
    case RESULT_CONTEXT:
      return receive_context(reply, find_argument(shape, arguments, PARAMETER_OUT_CONTEXT)->pointer);
    case RESULT_LIST:
      return receive_list(reply, find_argument(shape, arguments, PARAMETER_OUT_LIST)->pointer,
                          find_argument(shape, arguments, PARAMETER_OUT_LIST_SIZE)->pointer);
    case RESULT_FILE_SIZE:
      return receive_file_size(reply, find_argument(shape, arguments, PARAMETER_OUT_FILE_SIZE)->pointer);
    case RESULT_READ:
      return receive_data(reply, find_argument(shape, arguments, PARAMETER_OUT_BYTES_READ)->pointer);
    case RESULT_CODE:
    case RESULT_NOTHING:
    default:
      return receive_last(reply, NULL, 0);
  }
}

static uint32_t fixed_size_bytes(enum result_kind result) {
  switch (result) {
    case RESULT_CONTEXT:
    case RESULT_LIST:
    case RESULT_FILE_SIZE:
      return 8;
    case RESULT_READ:
      return 4;
    case RESULT_CODE:
    case RESULT_NOTHING:
    default:
      return 0;
  }
}

const char *exchange_frames(struct connection *connection, struct bytes *request, enum function_number number,
                            const union call_argument *arguments, uint64_t deadline, uint32_t *code) {
  connection->sequence += 1;
  bytes_replace_u32(request, LENGTH_SIZE_BYTES + CALL_SEQUENCE_OFFSET_BYTES, connection->sequence);
  enum transfer sent = stream_send(connection->stream, request->start, request->size_bytes, deadline);
  if (sent != TRANSFER_DONE) return describe_transfer(sent);

  const struct function_shape *shape = function_shape(number);
  struct reply reply = {0};
  reply.stream = connection->stream;
  reply.patience = &connection->patience;
  reply.deadline = deadline;
  reply.epoch = connection->epoch;
  reply.fixed_bytes = fixed_size_bytes(shape->result);
  if (shape->result == RESULT_READ) {
    reply.room = find_argument(shape, arguments, PARAMETER_READ_BUFFER)->pointer;
    if (reply.room != NULL) reply.room_bytes = find_argument(shape, arguments, PARAMETER_NUMBER)->number;
  }
  const char *problem = receive_fixed(&reply, number, connection->sequence);
  if (problem == NULL) problem = take_results(&reply, shape, arguments);
  if (problem == NULL) *code = reply.code;
  return problem;
}
