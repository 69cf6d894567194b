/* The Windows half of socketSystem.h. */
#ifdef _WIN32
#include "socketSystem.h"

#include "platform.h"

bool system_start_sockets(void) {
  static bool started = false;
  monitor_enter();
  WSADATA data;
  if (!started) started = WSAStartup(MAKEWORD(2, 2), &data) == 0;
  bool ready = started;
  monitor_leave();
  return ready;
}

stream_handle system_open_stream(int family) {
  SOCKET opened = socket(family, SOCK_STREAM, 0);
  u_long without_blocking = 1;
  if (opened == INVALID_SOCKET) return NO_STREAM;
  /* Child processes do not inherit it. */
  (void)SetHandleInformation((HANDLE)opened, HANDLE_FLAG_INHERIT, 0);
  (void)ioctlsocket(opened, (long)FIONBIO, &without_blocking);
  return (stream_handle)opened;
}

int system_wait(stream_handle stream, enum direction direction, uint32_t milliseconds) {
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
void system_let_block(stream_handle stream) { (void)stream; }

transferred system_receive(stream_handle stream, const struct stream_part parts[STREAM_PARTS],
                           enum receive_manner manner) {
  WSABUF buffers[STREAM_PARTS];
  DWORD received = 0;
  DWORD flags = 0;
  (void)manner;
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
typedef int socket_windows_is_empty;
#endif
