#ifndef _WIN32
#define _GNU_SOURCE
#endif
#include "socketSystem.h"

#include <string.h>

#include "platform.h"

/*
 * How long a reply is watched for. One without much data comes within a third of this from a host on another processor,
 * and being woken costs as much again.
 */
#define LONGEST_WATCH_MICROSECONDS 100u
/* So a host that is always slower costs a watch for every sixteenth reply. */
#define SLEEPS_AFTER_VAIN_WATCH 15u

/* False when the deadline has passed. Whoever was not waited for long enough finds nothing, and comes again. */
static bool wait_a_while(stream_handle stream, enum direction direction, uint64_t deadline) {
  uint64_t now = platform_milliseconds();
  if (now >= deadline) return false;
  uint64_t left = deadline - now;
  bool is_short = left < LONGEST_UNSEEN_WAIT_MILLISECONDS;
  (void)system_wait(stream, direction, is_short ? (uint32_t)left : LONGEST_UNSEEN_WAIT_MILLISECONDS);
  return true;
}

/* True when something happened to the stream; false when the deadline passed. */
static bool wait_for(stream_handle stream, enum direction direction, uint64_t deadline) {
  for (;;) {
    uint64_t now = platform_milliseconds();
    if (now >= deadline) return false;
    uint64_t left = deadline - now;
    uint32_t wait = left < LONGEST_WAIT_MILLISECONDS ? (uint32_t)left : LONGEST_WAIT_MILLISECONDS;
    int ready = system_wait(stream, direction, wait);
    if (ready > 0) return true;
    /* What broke shows itself in the transfer that follows. */
    if (ready < 0 && !IS_INTERRUPTED(ERROR_OF_SOCKET)) return true;
  }
}

union address {
  struct sockaddr any;
  struct sockaddr_in ipv4;
  struct sockaddr_in6 ipv6;
#ifndef _WIN32
  struct sockaddr_un local;
#endif
};

static socklen_t make_address(const struct endpoint *endpoint, union address *address) {
  memset(address, 0, sizeof *address);
  switch (endpoint->kind) {
    case ENDPOINT_IPV4:
      address->ipv4.sin_family = AF_INET;
      address->ipv4.sin_port = htons(endpoint->port);
      address->ipv4.sin_addr.s_addr = htonl(endpoint->address);
      return sizeof address->ipv4;
    case ENDPOINT_IPV6:
      address->ipv6.sin6_family = AF_INET6;
      address->ipv6.sin6_port = htons(endpoint->port);
      address->ipv6.sin6_addr.s6_addr[15] = 1;
      return sizeof address->ipv6;
    case ENDPOINT_UNIX:
#ifndef _WIN32
      address->local.sun_family = AF_UNIX;
      memcpy(address->local.sun_path, endpoint->path, sizeof address->local.sun_path);
      return sizeof address->local;
#endif
    default:
      return 0;
  }
}

static bool finish_connecting(stream_handle stream, uint64_t deadline) {
  if (!wait_for(stream, FOR_WRITING, deadline)) return false;
  int problem = 0;
  socklen_t size_bytes = sizeof problem;
  return getsockopt((native)stream, SOL_SOCKET, SO_ERROR, (void *)&problem, &size_bytes) == 0 && problem == 0;
}

/* A host on a Unix socket that cannot accept as fast as we come says so at once, instead of letting us wait. */
static bool is_busy(const struct endpoint *endpoint, int error) {
#ifdef _WIN32
  (void)endpoint;
  (void)error;
  return false;
#else
  return endpoint->kind == ENDPOINT_UNIX && error == EAGAIN;
#endif
}

stream_handle stream_connect(const struct endpoint *endpoint, uint64_t deadline) {
  union address address;
  socklen_t size_bytes = make_address(endpoint, &address);
  if (size_bytes == 0 || !system_start_sockets()) return NO_STREAM;
  stream_handle opened = system_open_stream(address.any.sa_family);
  if (opened == NO_STREAM) return NO_STREAM;
  for (;;) {
    if (connect((native)opened, &address.any, size_bytes) == 0) break;
    int error = ERROR_OF_SOCKET;
    if (is_busy(endpoint, error) && platform_milliseconds() < deadline) {
      platform_sleep(5);
      continue;
    }
    if ((IS_NOT_YET(error) || IS_INTERRUPTED(error)) && finish_connecting(opened, deadline)) break;
    stream_close(opened);
    return NO_STREAM;
  }
  if (endpoint->kind != ENDPOINT_UNIX) {
    /* A call is one small frame each way: waiting to fill a packet would only delay it. */
    int at_once = 1;
    (void)setsockopt((native)opened, IPPROTO_TCP, TCP_NODELAY, (const void *)&at_once, sizeof at_once);
  }
  system_let_block(opened);
  return opened;
}

enum transfer stream_send(stream_handle stream, const void *bytes, size_t size_bytes, uint64_t deadline) {
  const char *next = bytes;
  while (size_bytes > 0) {
    size_t part = size_bytes < MAXIMUM_PIECE_BYTES ? size_bytes : MAXIMUM_PIECE_BYTES;
    transferred sent = send((native)stream, next, (piece)part, SEND_FLAGS);
    if (sent > 0) {
      next += sent;
      size_bytes -= (size_t)sent;
      continue;
    }
    int error = ERROR_OF_SOCKET;
    if (IS_INTERRUPTED(error)) continue;
    if (!IS_NOT_YET(error)) return TRANSFER_CLOSED;
    if (!wait_a_while(stream, FOR_WRITING, deadline)) return TRANSFER_TOO_LATE;
  }
  return TRANSFER_DONE;
}

static bool watches(struct patience *patience) {
  if (patience == NULL) return false;
  if (patience->sleeps == 0) return true;
  patience->sleeps -= 1;
  return false;
}

static enum transfer take(stream_handle stream, const struct stream_part parts[STREAM_PARTS],
                          enum receive_manner manner, struct patience *patience, size_t *taken_bytes,
                          uint64_t deadline) {
  bool is_watching = watches(patience);
  uint64_t watch_end = is_watching ? platform_microseconds() + LONGEST_WATCH_MICROSECONDS : 0;
  if (platform_milliseconds() + LONGEST_BLOCKING_MILLISECONDS > deadline) manner = RECEIVE_AT_ONCE;
  for (;;) {
    transferred received = system_receive(stream, parts, is_watching ? RECEIVE_AT_ONCE : manner);
    if (received > 0) {
      *taken_bytes = (size_t)received;
      return TRANSFER_DONE;
    }
    if (received == 0) return TRANSFER_CLOSED;
    int error = ERROR_OF_SOCKET;
    if (!IS_INTERRUPTED(error) && !IS_NOT_YET(error)) return TRANSFER_CLOSED;
    if (!is_watching) {
      if (!wait_a_while(stream, FOR_READING, deadline)) return TRANSFER_TOO_LATE;
      manner = RECEIVE_AT_ONCE;
    } else if (platform_microseconds() < watch_end) {
      platform_yield();
    } else {
      is_watching = false;
      patience->sleeps = SLEEPS_AFTER_VAIN_WATCH;
    }
  }
}

enum transfer stream_take(stream_handle stream, const struct stream_part parts[STREAM_PARTS], struct patience *patience,
                          size_t *taken_bytes, uint64_t deadline) {
  return take(stream, parts, RECEIVE_SOME, patience, taken_bytes, deadline);
}

enum transfer stream_receive(stream_handle stream, void *bytes, size_t size_bytes, struct patience *patience,
                             uint64_t deadline) {
  char *next = bytes;
  while (size_bytes > 0) {
    size_t received = 0;
    const struct stream_part parts[STREAM_PARTS] = {
        {next, size_bytes < MAXIMUM_PIECE_BYTES ? size_bytes : MAXIMUM_PIECE_BYTES}, {NULL, 0}};
    enum transfer taken = take(stream, parts, RECEIVE_WHOLE, patience, &received, deadline);
    if (taken != TRANSFER_DONE) return taken;
    next += received;
    size_bytes -= received;
    /* A host that sends a byte now and then keeps no deadline either. */
    if (size_bytes > 0 && platform_milliseconds() >= deadline) return TRANSFER_TOO_LATE;
  }
  return TRANSFER_DONE;
}
