/* What the environment says, read once, in the first call. */
#ifndef EDBPROOF_CONFIG_H
#define EDBPROOF_CONFIG_H

#include <stdbool.h>
#include <stdint.h>

#include "endpoint.h"

enum mode {
  /* Nothing is configured, or something wrongly: every call answers hrCouldNotConnect. */
  MODE_OFF,
  MODE_SIMULATE,
  MODE_RECORD
};

#define TOKEN_CAPACITY 257
#define PATH_CAPACITY 1024

struct configuration {
  enum mode mode;
  struct endpoint endpoint;
  char endpoint_text[160];
  char token[TOKEN_CAPACITY];
  uint32_t timeout_milliseconds;
  /* The real library, and the template of the trace's name. */
  char library[PATH_CAPACITY];
  char trace[PATH_CAPACITY];
  uint64_t trace_limit_bytes;
  uint32_t trace_limit_mib;
  bool redact;
};

/* Says on stderr what is missing or wrong, once. */
const struct configuration *configuration(void);

#endif
