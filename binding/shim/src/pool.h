/* The connections of this process's client, one for each thread that is inside a call. */
#ifndef EDBPROOF_POOL_H
#define EDBPROOF_POOL_H

#include <stdbool.h>
#include <stdint.h>

#include "config.h"
#include "socket.h"

struct connection {
  stream_handle stream;
  bool taken;
  /* Of the last call; counts from 1. */
  uint32_t sequence;
  struct patience patience;
  /* Which client of this process it belongs to; counts from 1. */
  uint64_t epoch;
};

/*
 * A connection for one call, to be handed back with pool_return or pool_lose. Connects and says HELLO when it must.
 * NULL when there is none; the code says why, and so does a line on stderr. A call that may begin a client gets a
 * new one when the last was lost.
 */
struct connection *pool_take(const struct configuration *settings, bool begins_client, uint64_t deadline,
                             uint32_t *code);
void pool_return(struct connection *connection);
/* The connection broke, or its host lied: the client is lost, and every thread that waits for it is woken. */
void pool_lose(struct connection *connection);

/* Which client there is now; 0 when there is none. */
uint64_t pool_epoch(void);

/* Closes what no call uses. For the unloading of the library. */
void pool_close_idle(void);
/* In the child of a fork: its connections are the parent's. With the monitor entered. */
void pool_forget(void);

#endif
