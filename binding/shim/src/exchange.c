#include "exchange.h"

#include <stddef.h>

#include "../include/edbbcli.h"
#include "codes.h"
#include "handshake.h"
#include "lists.h"
#include "wire.h"

/* A reply whose head was read. */
struct reply {
  stream_handle stream;
  uint64_t deadline;
  uint64_t epoch;
  uint32_t code;
  /* What is still to be read. */
  uint32_t left_bytes;
};

static const char too_short[] = "sent a reply that ends too early";
static const char too_long[] = "sent a reply with bytes too many";

static const char *receive(struct reply *reply, void *bytes, uint32_t size_bytes) {
  if (size_bytes > reply->left_bytes) return too_short;
  enum transfer done = stream_receive(reply->stream, bytes, size_bytes, reply->deadline);
  if (done != TRANSFER_DONE) return describe_transfer(done);
  reply->left_bytes -= size_bytes;
  return NULL;
}

/* Results are believed when all of their frame is there, and no more than that. */
static const char *receive_last(struct reply *reply, void *bytes, uint32_t size_bytes) {
  if (size_bytes != reply->left_bytes) return size_bytes > reply->left_bytes ? too_short : too_long;
  return size_bytes == 0 ? NULL : receive(reply, bytes, size_bytes);
}

static const char *receive_context(struct reply *reply, HBC *context) {
  unsigned char field[8];
  const char *problem = receive_last(reply, field, sizeof field);
  if (problem != NULL) return problem;
  uint64_t value = read_u64(field);
  if (value > UINTPTR_MAX) return "sent a context that does not fit into a pointer";
  if (reply->code == CODE_NONE && context != NULL) *context = (HBC)(uintptr_t)value;
  return NULL;
}

static const char *receive_file_size(struct reply *reply, LARGE_INTEGER *size) {
  unsigned char field[8];
  const char *problem = receive_last(reply, field, sizeof field);
  if (problem != NULL) return problem;
  uint64_t value = read_u64(field);
  if (value > INT64_MAX) return "sent a size that does not fit into a LARGE_INTEGER";
  if (reply->code == CODE_NONE && size != NULL) size->QuadPart = (int64_t)value;
  return NULL;
}

static const char *receive_data(struct reply *reply, void *buffer, uint32_t capacity_bytes, DWORD *bytes_read) {
  unsigned char field[4];
  const char *problem = receive(reply, field, sizeof field);
  if (problem != NULL) return problem;
  uint32_t size_bytes = read_u32(field);
  if (size_bytes > capacity_bytes || (size_bytes > 0 && buffer == NULL)) return "sent more data than was asked for";
  problem = receive_last(reply, buffer, size_bytes);
  if (problem == NULL && bytes_read != NULL) *bytes_read = size_bytes;
  return problem;
}

/* A list that is there, received into memory of its own. */
static const char *receive_content(struct reply *reply, uint32_t number, uint32_t size_bytes, void **content) {
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

static const char *receive_list(struct reply *reply, void **content, DWORD *size) {
  unsigned char field[8];
  const char *problem = receive(reply, field, sizeof field);
  if (problem != NULL) return problem;
  uint32_t number = read_u32(field);
  uint32_t size_bytes = read_u32(field + 4);
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

static const char *receive_results(struct reply *reply, const struct function_shape *shape,
                                   const union call_argument *arguments) {
  const char *problem = NULL;
  switch (shape->result) {
    case RESULT_CONTEXT:
      problem = receive_context(reply, find_argument(shape, arguments, PARAMETER_OUT_CONTEXT)->pointer);
      break;
    case RESULT_LIST:
      problem = receive_list(reply, find_argument(shape, arguments, PARAMETER_OUT_LIST)->pointer,
                             find_argument(shape, arguments, PARAMETER_OUT_LIST_SIZE)->pointer);
      break;
    case RESULT_FILE_SIZE:
      problem = receive_file_size(reply, find_argument(shape, arguments, PARAMETER_OUT_FILE_SIZE)->pointer);
      break;
    case RESULT_READ:
      problem = receive_data(reply, find_argument(shape, arguments, PARAMETER_READ_BUFFER)->pointer,
                             find_argument(shape, arguments, PARAMETER_NUMBER)->number,
                             find_argument(shape, arguments, PARAMETER_OUT_BYTES_READ)->pointer);
      break;
    case RESULT_CODE:
    case RESULT_NOTHING:
    default:
      problem = receive_last(reply, NULL, 0);
      break;
  }
  return problem;
}

static const char *receive_head(struct reply *reply, enum function_number number, uint32_t sequence) {
  unsigned char length[LENGTH_SIZE_BYTES];
  enum transfer done = stream_receive(reply->stream, length, sizeof length, reply->deadline);
  if (done != TRANSFER_DONE) return describe_transfer(done);
  uint32_t size_bytes = read_u32(length);
  if (size_bytes < REPLY_HEAD_SIZE_BYTES) return too_short;
  if (size_bytes > MAXIMUM_REPLY_SIZE_BYTES) return "sent a reply that is too long";
  unsigned char body[REPLY_HEAD_SIZE_BYTES];
  done = stream_receive(reply->stream, body, sizeof body, reply->deadline);
  if (done != TRANSFER_DONE) return describe_transfer(done);
  if (body[0] != FRAME_REPLY || read_u16(body + 2) != 0) return "sent a frame that is no reply";
  if (body[1] != (unsigned char)number || read_u32(body + 4) != sequence) return "sent the reply to another call";
  reply->code = read_u32(body + 8);
  reply->left_bytes = size_bytes - REPLY_HEAD_SIZE_BYTES;
  return NULL;
}

const char *exchange_frames(struct connection *connection, struct bytes *request, enum function_number number,
                            const union call_argument *arguments, uint64_t deadline, uint32_t *code) {
  connection->sequence += 1;
  bytes_replace_u32(request, LENGTH_SIZE_BYTES + CALL_SEQUENCE_OFFSET_BYTES, connection->sequence);
  enum transfer sent = stream_send(connection->stream, request->start, request->size_bytes, deadline);
  if (sent != TRANSFER_DONE) return describe_transfer(sent);

  struct reply reply = {connection->stream, deadline, connection->epoch, CODE_NONE, 0};
  const char *problem = receive_head(&reply, number, connection->sequence);
  if (problem == NULL) problem = receive_results(&reply, function_shape(number), arguments);
  if (problem == NULL) *code = reply.code;
  return problem;
}
