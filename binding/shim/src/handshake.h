/* HELLO and WELCOME: the first frame each way of a connection. */
#ifndef EDBPROOF_HANDSHAKE_H
#define EDBPROOF_HANDSHAKE_H

#include "config.h"
#include "socket.h"

struct handshake {
  /* NULL, or what went wrong with the connection; then nothing below counts. */
  const char *problem;
  uint8_t status;
  uint64_t client;
  /* Why the host refuses, in its words. */
  char reason[200];
};

/* client 0 asks for a new one. */
void handshake_perform(const struct configuration *settings, stream_handle stream, uint64_t client, uint64_t deadline,
                       struct handshake *result);

/* What a transfer that was not done means, for a person. */
const char *describe_transfer(enum transfer transfer);

#endif
