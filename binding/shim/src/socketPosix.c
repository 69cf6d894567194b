/* The Linux half of socketSystem.h. */
#ifndef _WIN32
#define _GNU_SOURCE
#include "socketSystem.h"

#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

bool system_start_sockets(void) { return true; }

stream_handle system_open_stream(int family) { return socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0); }

int system_wait(stream_handle stream, enum direction direction, uint32_t milliseconds) {
  struct pollfd polled;
  polled.fd = (int)stream;
  polled.events = direction == FOR_READING ? POLLIN : POLLOUT;
  polled.revents = 0;
  return poll(&polled, 1, (int)milliseconds);
}

/*
 * From here on a receive may wait by itself for a while, which is one request to the system where asking, waiting and
 * asking again are three. A stream on which that cannot be set is never waited for in a receive.
 */
void system_let_block(stream_handle stream) {
  const struct timeval limit = {LONGEST_BLOCKING_MILLISECONDS / 1000u, LONGEST_BLOCKING_MILLISECONDS % 1000u * 1000u};
  int flags = fcntl((int)stream, F_GETFL);
  if (flags == -1 || setsockopt((int)stream, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit) != 0) return;
  (void)fcntl((int)stream, F_SETFL, flags & ~O_NONBLOCK);
}

transferred system_receive(stream_handle stream, const struct stream_part parts[STREAM_PARTS],
                           enum receive_manner manner) {
  struct iovec buffers[STREAM_PARTS];
  struct msghdr message;
  static const int flags_of[] = {
      [RECEIVE_AT_ONCE] = MSG_DONTWAIT, [RECEIVE_SOME] = 0, [RECEIVE_WHOLE] = MSG_WAITALL};
  int flags = flags_of[manner];
  if (parts[1].size_bytes == 0) return recv((int)stream, parts[0].bytes, parts[0].size_bytes, flags);
  memset(&message, 0, sizeof message);
  for (size_t index = 0; index < STREAM_PARTS; index += 1) {
    buffers[index].iov_base = parts[index].bytes;
    buffers[index].iov_len = parts[index].size_bytes;
  }
  message.msg_iov = buffers;
  message.msg_iovlen = STREAM_PARTS;
  return recvmsg((int)stream, &message, flags);
}

bool stream_is_quiet(stream_handle stream) {
  char byte = 0;
  return recv((int)stream, &byte, 1, MSG_PEEK | MSG_DONTWAIT) < 0 && IS_NOT_YET(ERROR_OF_SOCKET);
}

void stream_shut_down(stream_handle stream) { (void)shutdown((int)stream, SHUT_RDWR); }
void stream_close(stream_handle stream) { (void)close((int)stream); }

#else
typedef int socket_posix_is_empty;
#endif
