#include "config.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "complain.h"
#include "platform.h"

/* Whether EDBPROOF_RECORD names the very file that this library was loaded from. */
static bool is_own_file(const char *path) {
  char own[PATH_CAPACITY];
  return platform_file_of((platform_function)configuration, own, sizeof own) && platform_same_file(own, path);
}

/* A variable that is set to nothing counts as not set. False when it is too long; that was said. */
static bool read_text(const char *name, char *value, size_t capacity) {
  if (platform_environment(name, value, capacity) != VARIABLE_TOO_LONG) return true;
  complain(COMPLAINT_CONFIGURATION, "%s is longer than %u bytes: give it a shorter value", name,
           (unsigned)capacity - 1u);
  return false;
}

static bool read_number(const char *name, uint32_t minimum, uint32_t maximum, uint32_t *value) {
  char text[16];
  if (!read_text(name, text, sizeof text)) return false;
  if (text[0] == '\0') return true;
  uint32_t number = 0;
  const char *digit = text;
  for (; *digit >= '0' && *digit <= '9' && number <= maximum; digit += 1) {
    number = number * 10u + (uint32_t)(*digit - '0');
  }
  if (*digit == '\0' && number >= minimum && number <= maximum) {
    *value = number;
    return true;
  }
  complain(COMPLAINT_CONFIGURATION, "%s is \"%s\": set it to a whole number from %u to %u, or leave it out", name, text,
           minimum, maximum);
  return false;
}

static bool read_flag(const char *name, bool *value) {
  uint32_t number = 0;
  if (!read_number(name, 0, 1, &number)) return false;
  *value = number == 1;
  return true;
}

static bool read_token(struct configuration *read) {
  if (!read_text("EDBPROOF_TOKEN", read->token, sizeof read->token)) return false;
  for (const char *character = read->token; *character != '\0'; character += 1) {
    if (*character >= 0x20 && *character <= 0x7E) continue;
    complain(COMPLAINT_CONFIGURATION, "EDBPROOF_TOKEN is not ASCII: set it to the token that the host printed");
    return false;
  }
  if (read->token[0] != '\0') return true;
  complain(COMPLAINT_CONFIGURATION,
           "EDBPROOF_ENDPOINT is set and EDBPROOF_TOKEN is not: set it to the token that the host printed");
  return false;
}

static bool read_simulate(struct configuration *read) {
  const char *problem = endpoint_parse(read->endpoint_text, &read->endpoint);
  if (problem != NULL) {
    complain(COMPLAINT_CONFIGURATION, "EDBPROOF_ENDPOINT is \"%s\" and %s: write tcp:127.0.0.1:PORT%s",
             read->endpoint_text, problem, PLATFORM_NUMBER == 1 ? " or unix:PATH" : "");
    return false;
  }
  if (!read_token(read)) return false;
  uint32_t seconds = 60;
  if (!read_number("EDBPROOF_TIMEOUT_SECONDS", 1, 3600, &seconds)) return false;
  read->timeout_milliseconds = seconds * 1000u;
  read->mode = MODE_SIMULATE;
  return true;
}

static bool read_record(struct configuration *read) {
  static const char usual_trace[] = "edbproof-%p.trace.jsonl";
  if (!read_text("EDBPROOF_TRACE", read->trace, sizeof read->trace)) return false;
  if (read->trace[0] == '\0') memcpy(read->trace, usual_trace, sizeof usual_trace);
  read->trace_limit_mib = 1024;
  if (!read_number("EDBPROOF_TRACE_LIMIT_MIB", 1, 1048576, &read->trace_limit_mib)) return false;
  read->trace_limit_bytes = (uint64_t)read->trace_limit_mib << 20;
  if (!read_flag("EDBPROOF_REDACT", &read->redact)) return false;
  read->mode = MODE_RECORD;
  return true;
}

static void read_environment(struct configuration *read) {
  if (!read_text("EDBPROOF_ENDPOINT", read->endpoint_text, sizeof read->endpoint_text)) return;
  if (!read_text("EDBPROOF_RECORD", read->library, sizeof read->library)) return;
  bool simulate = read->endpoint_text[0] != '\0';
  bool record = read->library[0] != '\0';
  /* With both, the copy that EDBPROOF_RECORD names plays the real library, and every other one records it. */
  if (simulate && (!record || is_own_file(read->library))) {
    (void)read_simulate(read);
  } else if (record) {
    (void)read_record(read);
  } else {
    complain(COMPLAINT_CONFIGURATION,
             "not configured, so every call answers hrCouldNotConnect: set EDBPROOF_ENDPOINT and EDBPROOF_TOKEN to "
             "reach a host (\"edbproof serve\" prints both), or EDBPROOF_RECORD to the path of the EDBBCLI.DLL to "
             "record");
  }
}

const struct configuration *configuration(void) {
  static struct configuration shared;
  static bool ready = false;
  monitor_enter();
  bool known = ready;
  monitor_leave();
  if (known) return &shared;

  /* Two threads may read at once; they read the same, and the first to be done decides. Complaints come once anyway. */
  struct configuration read;
  memset(&read, 0, sizeof read);
  read.mode = MODE_OFF;
  read_environment(&read);
  monitor_enter();
  if (!ready) shared = read;
  ready = true;
  monitor_leave();
  return &shared;
}
