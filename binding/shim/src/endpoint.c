#include "endpoint.h"

#include <stddef.h>
#include <string.h>

/* Reads decimal digits up to a maximum; NULL when there are none, or too many. */
static const char *read_decimal(const char *text, uint32_t maximum, uint32_t *value) {
  const char *start = text;
  uint32_t read = 0;
  for (; *text >= '0' && *text <= '9'; text += 1) {
    read = read * 10u + (uint32_t)(*text - '0');
    if (read > maximum || text - start >= 5) return NULL;
  }
  *value = read;
  return text == start ? NULL : text;
}

static const char *read_ipv4(const char *text, uint32_t *address) {
  uint32_t read = 0;
  for (int index = 0; index < 4; index += 1) {
    uint32_t byte = 0;
    if (index > 0 && *text++ != '.') return NULL;
    text = read_decimal(text, 255, &byte);
    if (text == NULL) return NULL;
    read = read << 8 | byte;
  }
  *address = read;
  return text;
}

static const char *parse_tcp(const char *text, struct endpoint *endpoint) {
  static const char ipv6[] = "[::1]";
  uint32_t port = 0;
  if (strncmp(text, ipv6, sizeof ipv6 - 1) == 0) {
    endpoint->kind = ENDPOINT_IPV6;
    text += sizeof ipv6 - 1;
  } else {
    endpoint->kind = ENDPOINT_IPV4;
    text = read_ipv4(text, &endpoint->address);
    if (text == NULL) return "its address is not written in numbers";
    if (endpoint->address >> 24 != 127) return "its address is not on this machine";
  }
  if (*text != ':') return "it has no port";
  text = read_decimal(text + 1, 65535, &port);
  if (text == NULL || *text != '\0' || port == 0) return "its port is not a number from 1 to 65535";
  endpoint->port = (uint16_t)port;
  return NULL;
}

static const char *parse_unix(const char *path, struct endpoint *endpoint) {
#ifdef _WIN32
  (void)path;
  (void)endpoint;
  return "Unix sockets are for the Linux library only";
#else
  size_t length = strlen(path);
  if (length == 0) return "the path of the socket is missing";
  if (length >= SOCKET_PATH_CAPACITY) return "the path of a socket has at most 107 bytes";
  endpoint->kind = ENDPOINT_UNIX;
  memcpy(endpoint->path, path, length + 1);
  return NULL;
#endif
}

const char *endpoint_parse(const char *text, struct endpoint *endpoint) {
  memset(endpoint, 0, sizeof *endpoint);
  if (strncmp(text, "tcp:", 4) == 0) return parse_tcp(text + 4, endpoint);
  if (strncmp(text, "unix:", 5) == 0) return parse_unix(text + 5, endpoint);
  return "it begins neither with tcp: nor with unix:";
}
