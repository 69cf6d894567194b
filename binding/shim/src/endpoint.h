/* Where a host listens: on this machine and nowhere else. */
#ifndef EDBPROOF_ENDPOINT_H
#define EDBPROOF_ENDPOINT_H

#include <stdbool.h>
#include <stdint.h>

enum endpoint_kind { ENDPOINT_IPV4, ENDPOINT_IPV6, ENDPOINT_UNIX };

/* sun_path of Linux has 108 bytes with its NUL. */
#define SOCKET_PATH_CAPACITY 108

struct endpoint {
  enum endpoint_kind kind;
  /* ENDPOINT_IPV4: the address with its first byte highest. ENDPOINT_IPV6 is ::1. */
  uint32_t address;
  uint16_t port;
  char path[SOCKET_PATH_CAPACITY];
};

/* Reads tcp:127.x.y.z:PORT, tcp:[::1]:PORT and, on Linux, unix:PATH. NULL, or what is wrong with the text. */
const char *endpoint_parse(const char *text, struct endpoint *endpoint);

#endif
