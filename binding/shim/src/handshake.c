#include "handshake.h"

#include <string.h>

#include "bytes.h"
#include "platform.h"
#include "wire.h"

const char *describe_transfer(enum transfer transfer) {
  return transfer == TRANSFER_CLOSED ? "broke the connection" : "did not answer within EDBPROOF_TIMEOUT_SECONDS";
}

static void append_short_text(struct bytes *hello, const char *text) {
  size_t length = strlen(text);
  bytes_append_u16(hello, (uint16_t)length);
  bytes_append(hello, text, length);
}

static void append_computer_name(struct bytes *hello) {
  char name[256];
  platform_computer_name(name, sizeof name);
  for (const char *character = name; *character != '\0'; character += 1) {
    /* The field is ASCII; a name that is not is not told. */
    if (*character < 0x20 || *character > 0x7E) name[0] = '\0';
  }
  append_short_text(hello, name);
}

static enum transfer send_hello(const struct configuration *settings, stream_handle stream, uint64_t client,
                                uint64_t deadline) {
  struct bytes hello;
  bytes_open(&hello, MAXIMUM_REQUEST_SIZE_BYTES);
  bytes_append_u32(&hello, 0);
  bytes_append_u8(&hello, FRAME_HELLO);
  bytes_append(&hello, WIRE_MAGIC, sizeof WIRE_MAGIC - 1);
  bytes_append_u16(&hello, WIRE_VERSION);
  bytes_append_u8(&hello, PLATFORM_NUMBER);
  bytes_append_u8(&hello, 0);
  bytes_append_u32(&hello, platform_process_id());
  bytes_append_u64(&hello, client);
  bytes_append_u16(&hello, platform_code_page());
  append_short_text(&hello, settings->token);
  append_computer_name(&hello);
  bytes_replace_u32(&hello, 0, (uint32_t)(hello.size_bytes - LENGTH_SIZE_BYTES));
  enum transfer sent =
      hello.failed ? TRANSFER_CLOSED : stream_send(stream, hello.start, hello.size_bytes, deadline);
  bytes_close(&hello);
  return sent;
}

/* The reason goes to a terminal: nothing but printable ASCII. */
static void keep_reason(struct handshake *result, const unsigned char *reason, size_t size_bytes) {
  size_t kept = size_bytes < sizeof result->reason - 1 ? size_bytes : sizeof result->reason - 1;
  for (size_t index = 0; index < kept; index += 1) {
    result->reason[index] = reason[index] >= 0x20 && reason[index] <= 0x7E ? (char)reason[index] : '?';
  }
  result->reason[kept] = '\0';
}

static void read_welcome(const unsigned char *body, size_t size_bytes, uint64_t client, struct handshake *result) {
  static const char no_welcome[] = "answered what is no WELCOME of this version (is it a host of edbproof?)";
  result->problem = no_welcome;
  if (size_bytes < WELCOME_HEAD_SIZE_BYTES || body[0] != FRAME_WELCOME) return;
  size_t reason_bytes = read_u16(body + 12);
  if (size_bytes != WELCOME_HEAD_SIZE_BYTES + reason_bytes) return;
  result->status = body[1];
  result->client = read_u64(body + 4);
  keep_reason(result, body + WELCOME_HEAD_SIZE_BYTES, reason_bytes);
  if (result->status > NO_SUCH_CLIENT_STATUS) return;
  if (result->status == WELCOME_STATUS) {
    if (read_u16(body + 2) != WIRE_VERSION || result->client == 0) return;
    if (client != 0 && result->client != client) return;
  }
  result->problem = NULL;
}

void handshake_perform(const struct configuration *settings, stream_handle stream, uint64_t client, uint64_t deadline,
                       struct handshake *result) {
  unsigned char body[MAXIMUM_WELCOME_SIZE_BYTES];
  memset(result, 0, sizeof *result);
  enum transfer done = send_hello(settings, stream, client, deadline);
  if (done == TRANSFER_DONE) done = stream_receive(stream, body, LENGTH_SIZE_BYTES, NULL, deadline);
  if (done != TRANSFER_DONE) {
    result->problem = describe_transfer(done);
    return;
  }
  uint32_t size_bytes = read_u32(body);
  if (size_bytes > sizeof body) {
    read_welcome(body, 0, client, result);
    return;
  }
  done = stream_receive(stream, body, size_bytes, NULL, deadline);
  if (done != TRANSFER_DONE) {
    result->problem = describe_transfer(done);
    return;
  }
  read_welcome(body, size_bytes, client, result);
}
