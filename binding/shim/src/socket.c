#ifndef _WIN32
#define _GNU_SOURCE
#endif
#include "socket.h"

#include <errno.h>
#include <string.h>

#include "platform.h"

#ifdef _WIN32
#include <winsock2.h>
#include <ws2tcpip.h>
#define SEND_FLAGS 0
#define ERROR_OF_SOCKET WSAGetLastError()
#define IS_NOT_YET(error) ((error) == WSAEWOULDBLOCK)
#define IS_INTERRUPTED(error) false
#define MAXIMUM_PIECE_BYTES (1u << 30)
/* Nobody is woken when another thread shuts his stream down: whoever waits looks again now and then. */
#define LONGEST_UNSEEN_WAIT_MILLISECONDS 100u
typedef int transferred;
typedef int piece;
#else
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>
/* No SIGPIPE for an agent whose host died. */
#define SEND_FLAGS (MSG_NOSIGNAL | MSG_DONTWAIT)
#define ERROR_OF_SOCKET errno
#define IS_NOT_YET(error) ((error) == EAGAIN || (error) == EWOULDBLOCK || (error) == EINPROGRESS)
#define IS_INTERRUPTED(error) ((error) == EINTR)
#define MAXIMUM_PIECE_BYTES (1u << 30)
#define LONGEST_UNSEEN_WAIT_MILLISECONDS LONGEST_WAIT_MILLISECONDS
typedef ssize_t transferred;
typedef size_t piece;
#endif

enum direction { FOR_READING, FOR_WRITING };

/* The longest single wait; a limit of an hour fits into every clock and every argument. */
#define LONGEST_WAIT_MILLISECONDS 3600000u
/* How long a receive itself may wait; what is left of the limit beyond that is waited for outside of it. */
#define LONGEST_BLOCKING_MILLISECONDS 500u

#ifdef _WIN32
typedef SOCKET native;

static bool start_sockets(void) {
  static bool started = false;
  monitor_enter();
  WSADATA data;
  if (!started) started = WSAStartup(MAKEWORD(2, 2), &data) == 0;
  bool ready = started;
  monitor_leave();
  return ready;
}

static stream_handle open_stream(int family) {
  SOCKET opened = socket(family, SOCK_STREAM, 0);
  u_long without_blocking = 1;
  if (opened == INVALID_SOCKET) return NO_STREAM;
  /* Child processes do not inherit it. */
  (void)SetHandleInformation((HANDLE)opened, HANDLE_FLAG_INHERIT, 0);
  (void)ioctlsocket(opened, (long)FIONBIO, &without_blocking);
  return (stream_handle)opened;
}

static int wait_once(stream_handle stream, enum direction direction, uint32_t milliseconds) {
  fd_set ready;
  fd_set failed;
  struct timeval limit;
  FD_ZERO(&ready);
  FD_ZERO(&failed);
  FD_SET((SOCKET)stream, &ready);
  FD_SET((SOCKET)stream, &failed);
  limit.tv_sec = (long)(milliseconds / 1000u);
  limit.tv_usec = (long)(milliseconds % 1000u) * 1000L;
  return select(0, direction == FOR_READING ? &ready : NULL, direction == FOR_WRITING ? &ready : NULL, &failed, &limit);
}

/* Waiting inside a receive is not for Windows: after such a wait a socket is in a state that nobody promises. */
static void let_block(stream_handle stream) { (void)stream; }

static transferred receive_once(stream_handle stream, const struct stream_part parts[STREAM_PARTS], bool whole,
                                bool may_block) {
  WSABUF buffers[STREAM_PARTS];
  DWORD received = 0;
  DWORD flags = 0;
  (void)whole;
  (void)may_block;
  for (size_t index = 0; index < STREAM_PARTS; index += 1) {
    buffers[index].buf = parts[index].bytes;
    buffers[index].len = (ULONG)parts[index].size_bytes;
  }
  DWORD count = parts[1].size_bytes > 0 ? STREAM_PARTS : 1;
  int failed = WSARecv((SOCKET)stream, buffers, count, &received, &flags, NULL, NULL);
  return failed != 0 ? -1 : (transferred)received;
}

bool stream_is_quiet(stream_handle stream) {
  char byte = 0;
  return recv((SOCKET)stream, &byte, 1, MSG_PEEK) < 0 && IS_NOT_YET(ERROR_OF_SOCKET);
}

void stream_shut_down(stream_handle stream) { (void)shutdown((SOCKET)stream, SD_BOTH); }
void stream_close(stream_handle stream) { (void)closesocket((SOCKET)stream); }
#else
typedef int native;

static bool start_sockets(void) { return true; }

static stream_handle open_stream(int family) { return socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0); }

static int wait_once(stream_handle stream, enum direction direction, uint32_t milliseconds) {
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
static void let_block(stream_handle stream) {
  const struct timeval limit = {LONGEST_BLOCKING_MILLISECONDS / 1000u, LONGEST_BLOCKING_MILLISECONDS % 1000u * 1000u};
  int flags = fcntl((int)stream, F_GETFL);
  if (flags == -1 || setsockopt((int)stream, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit) != 0) return;
  (void)fcntl((int)stream, F_SETFL, flags & ~O_NONBLOCK);
}

static transferred receive_once(stream_handle stream, const struct stream_part parts[STREAM_PARTS], bool whole,
                                bool may_block) {
  struct iovec buffers[STREAM_PARTS];
  struct msghdr message;
  int flags = may_block ? (whole ? MSG_WAITALL : 0) : MSG_DONTWAIT;
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
#endif

/* False when the deadline has passed. Whoever was not waited for long enough finds nothing, and comes again. */
static bool wait_a_while(stream_handle stream, enum direction direction, uint64_t deadline) {
  uint64_t now = platform_milliseconds();
  if (now >= deadline) return false;
  uint64_t left = deadline - now;
  bool is_short = left < LONGEST_UNSEEN_WAIT_MILLISECONDS;
  (void)wait_once(stream, direction, is_short ? (uint32_t)left : LONGEST_UNSEEN_WAIT_MILLISECONDS);
  return true;
}

/* True when something happened to the stream; false when the deadline passed. */
static bool wait_for(stream_handle stream, enum direction direction, uint64_t deadline) {
  for (;;) {
    uint64_t now = platform_milliseconds();
    if (now >= deadline) return false;
    uint64_t left = deadline - now;
    uint32_t wait = left < LONGEST_WAIT_MILLISECONDS ? (uint32_t)left : LONGEST_WAIT_MILLISECONDS;
    int ready = wait_once(stream, direction, wait);
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
  if (size_bytes == 0 || !start_sockets()) return NO_STREAM;
  stream_handle opened = open_stream(address.any.sa_family);
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
  let_block(opened);
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

static enum transfer take(stream_handle stream, const struct stream_part parts[STREAM_PARTS], bool whole,
                          size_t *taken_bytes, uint64_t deadline) {
  bool may_block = platform_milliseconds() + LONGEST_BLOCKING_MILLISECONDS <= deadline;
  for (;;) {
    transferred received = receive_once(stream, parts, whole, may_block);
    if (received > 0) {
      *taken_bytes = (size_t)received;
      return TRANSFER_DONE;
    }
    if (received == 0) return TRANSFER_CLOSED;
    int error = ERROR_OF_SOCKET;
    if (!IS_INTERRUPTED(error) && !IS_NOT_YET(error)) return TRANSFER_CLOSED;
    if (!wait_a_while(stream, FOR_READING, deadline)) return TRANSFER_TOO_LATE;
    may_block = false;
  }
}

enum transfer stream_take(stream_handle stream, const struct stream_part parts[STREAM_PARTS], size_t *taken_bytes,
                          uint64_t deadline) {
  return take(stream, parts, false, taken_bytes, deadline);
}

enum transfer stream_receive(stream_handle stream, void *bytes, size_t size_bytes, uint64_t deadline) {
  char *next = bytes;
  while (size_bytes > 0) {
    size_t received = 0;
    const struct stream_part parts[STREAM_PARTS] = {
        {next, size_bytes < MAXIMUM_PIECE_BYTES ? size_bytes : MAXIMUM_PIECE_BYTES}, {NULL, 0}};
    enum transfer taken = take(stream, parts, true, &received, deadline);
    if (taken != TRANSFER_DONE) return taken;
    next += received;
    size_bytes -= received;
    /* A host that sends a byte now and then keeps no deadline either. */
    if (size_bytes > 0 && platform_milliseconds() >= deadline) return TRANSFER_TOO_LATE;
  }
  return TRANSFER_DONE;
}
