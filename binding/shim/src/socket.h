/* A stream to the host on which nothing waits longer than it may. Deadlines are platform_milliseconds. */
#ifndef EDBPROOF_SOCKET_H
#define EDBPROOF_SOCKET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "endpoint.h"

/* A descriptor on Linux, a SOCKET on Windows. */
typedef intptr_t stream_handle;
#define NO_STREAM ((stream_handle)-1)

enum transfer { TRANSFER_DONE, TRANSFER_CLOSED, TRANSFER_TOO_LATE };

/* Where received bytes go. */
struct stream_part {
  void *bytes;
  size_t size_bytes;
};
#define STREAM_PARTS 2

/*
 * What a connection has learnt of how fast its host is. To be woken takes the system longer than most replies take to
 * come: so a thread that waits for one watches for it a short while before it sleeps, and lets whoever else wants the
 * processor have it between two looks. After a watch in vain it sleeps at once the next `sleeps` times.
 */
struct patience {
  uint32_t sleeps;
};

/* NO_STREAM when nobody listens there, or does not answer in time. */
stream_handle stream_connect(const struct endpoint *endpoint, uint64_t deadline);
enum transfer stream_send(stream_handle stream, const void *bytes, size_t size_bytes, uint64_t deadline);
/*
 * Takes what has come, at least a byte, into one part after the other; together they have room for that. With one
 * request for both the beginning of a frame is looked at while its data is where it belongs already.
 */
enum transfer stream_take(stream_handle stream, const struct stream_part parts[STREAM_PARTS], struct patience *patience,
                          size_t *taken_bytes, uint64_t deadline);
/* Fills all of it. Without a patience nothing is watched for. */
enum transfer stream_receive(stream_handle stream, void *bytes, size_t size_bytes, struct patience *patience,
                             uint64_t deadline);
/* Nothing waits to be read, and the other side is there, as it must be between two calls. */
bool stream_is_quiet(stream_handle stream);
/* Wakes a thread that waits for the stream, which stays open. */
void stream_shut_down(stream_handle stream);
void stream_close(stream_handle stream);

#endif
