/*
 * What sockets of Linux and of Windows do differently, behind one face, for socket.c alone: socketPosix.c and
 * socketWindows.c. Each of them is empty on the other's platform.
 */
#ifndef EDBPROOF_SOCKET_SYSTEM_H
#define EDBPROOF_SOCKET_SYSTEM_H

#include "socket.h"

#ifdef _WIN32
#include <winsock2.h>
#include <ws2tcpip.h>
#define SEND_FLAGS 0
#define ERROR_OF_SOCKET WSAGetLastError()
#define IS_NOT_YET(error) ((error) == WSAEWOULDBLOCK)
#define IS_INTERRUPTED(error) false
/* Nobody is woken when another thread shuts his stream down: whoever waits looks again now and then. */
#define LONGEST_UNSEEN_WAIT_MILLISECONDS 100u
typedef SOCKET native;
typedef int transferred;
typedef int piece;
#else
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/un.h>
/* No SIGPIPE for an agent whose host died. */
#define SEND_FLAGS (MSG_NOSIGNAL | MSG_DONTWAIT)
#define ERROR_OF_SOCKET errno
#define IS_NOT_YET(error) ((error) == EAGAIN || (error) == EWOULDBLOCK || (error) == EINPROGRESS)
#define IS_INTERRUPTED(error) ((error) == EINTR)
#define LONGEST_UNSEEN_WAIT_MILLISECONDS LONGEST_WAIT_MILLISECONDS
typedef int native;
typedef ssize_t transferred;
typedef size_t piece;
#endif

/* The longest single wait; a limit of an hour fits into every clock and every argument. */
#define LONGEST_WAIT_MILLISECONDS 3600000u
/* How long a receive itself may wait; what is left of the limit beyond that is waited for outside of it. */
#define LONGEST_BLOCKING_MILLISECONDS 500u
#define MAXIMUM_PIECE_BYTES (1u << 30)

enum direction { FOR_READING, FOR_WRITING };
enum receive_manner {
  /* What is there already, if anything. */
  RECEIVE_AT_ONCE,
  /* Waits for something; at most LONGEST_BLOCKING_MILLISECONDS, and not at all where that cannot be had. */
  RECEIVE_SOME,
  /* The same, for all that there is room for. */
  RECEIVE_WHOLE
};

bool system_start_sockets(void);
stream_handle system_open_stream(int family);
/* From here on receives may wait. */
void system_let_block(stream_handle stream);
/* Above 0 when something happened, 0 after that time. */
int system_wait(stream_handle stream, enum direction direction, uint32_t milliseconds);
/* The bytes that were received, 0 at the end, -1 with ERROR_OF_SOCKET. */
transferred system_receive(stream_handle stream, const struct stream_part parts[STREAM_PARTS],
                           enum receive_manner manner);

#endif
