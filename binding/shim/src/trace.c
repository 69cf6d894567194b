#include "trace.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "complain.h"
#include "evidence.h"
#include "json.h"
#include "platform.h"

/* A list of 64 MiB as base64, and some. A longer line is not written; the trace says so. */
#define MAXIMUM_LINE_SIZE_BYTES (96u * 1024u * 1024u)
/* `{"n":4294967295,` */
#define PREFIX_ROOM_BYTES 32u
/* The last line, which must still fit. */
#define RESERVED_BYTES 256u

enum trace_state { TRACE_CLOSED, TRACE_OPEN, TRACE_CUT, TRACE_FAILED };

/* Guarded by the monitor. */
static struct {
  enum trace_state state;
  struct platform_file *file;
  uint32_t line_count;
  uint64_t size_bytes;
  bool is_child;
} trace;

void trace_begin_line(struct bytes *line) {
  static const char room[PREFIX_ROOM_BYTES] = {0};
  bytes_open(line, MAXIMUM_LINE_SIZE_BYTES);
  bytes_append(line, room, sizeof room);
}

/* The name that a template gives: %p is the process, %% a percent sign. False when it is too long. */
static bool make_name(const char *template, char *name, size_t capacity) {
  size_t used = 0;
  bool has_process = false;
  for (const char *character = template; *character != '\0'; character += 1) {
    char piece[16] = {*character, '\0'};
    if (character[0] == '%' && character[1] == 'p') {
      (void)snprintf(piece, sizeof piece, "%" PRIu32, platform_process_id());
      has_process = true;
      character += 1;
    } else if (character[0] == '%' && character[1] == '%') {
      character += 1;
    }
    size_t length = strlen(piece);
    if (used + length >= capacity) return false;
    memcpy(name + used, piece, length);
    used += length;
  }
  name[used] = '\0';
  if (has_process || !trace.is_child) return true;
  /* The child of a fork must not write over what its parent writes. */
  int added = snprintf(name + used, capacity - used, ".%" PRIu32, platform_process_id());
  return added > 0 && (size_t)added < capacity - used;
}

static void write_bytes(const void *bytes, size_t size_bytes) {
  if (platform_write(trace.file, bytes, size_bytes)) trace.size_bytes += size_bytes;
  else trace.state = TRACE_FAILED;
}

static void write_header(const struct configuration *settings) {
  char facts[256];
  (void)snprintf(facts, sizeof facts,
                 "{\"format\":\"edbproof-trace\",\"version\":1,\"target\":\"dll\",\"platform\":\"%s\","
                 "\"process\":%" PRIu32 ",\"codePage\":%u%s",
                 PLATFORM_NAME, platform_process_id(), (unsigned)platform_code_page(),
                 settings->redact ? ",\"redacted\":\"server names\"" : "");
  struct bytes header;
  bytes_open(&header, sizeof facts + MAXIMUM_EVIDENCE_SIZE_BYTES + 8);
  bytes_append_text(&header, facts);
  bytes_append_text(&header, evidence_text());
  bytes_append_text(&header, "}\n");
  if (header.failed) trace.state = TRACE_FAILED;
  else write_bytes(header.start, header.size_bytes);
  bytes_close(&header);
}

/* The name of the file, and the reason when it cannot be opened. */
static void open_trace(const struct configuration *settings, char *name, char *reason, size_t capacity) {
  trace.state = TRACE_FAILED;
  if (!make_name(settings->trace, name, PATH_CAPACITY)) {
    memcpy(name, settings->trace, PATH_CAPACITY);
    (void)snprintf(reason, capacity, "its name is too long");
    return;
  }
  char problem[256];
  trace.file = platform_create(name, problem, sizeof problem);
  if (trace.file == NULL) {
    (void)snprintf(reason, capacity, "%s", problem);
    return;
  }
  trace.state = TRACE_OPEN;
  write_header(settings);
}

/* The number goes right before what the line holds already, so that one write takes both. */
static void write_line(struct bytes *line) {
  char prefix[PREFIX_ROOM_BYTES];
  trace.line_count += 1;
  int length = snprintf(prefix, sizeof prefix, "{\"n\":%" PRIu32 ",", trace.line_count);
  unsigned char *start = line->start + PREFIX_ROOM_BYTES - (size_t)length;
  memcpy(start, prefix, (size_t)length);
  write_bytes(start, line->size_bytes - PREFIX_ROOM_BYTES + (size_t)length);
}

static void write_event(const char *rest) {
  char line[128];
  trace.line_count += 1;
  int length = snprintf(line, sizeof line, "{\"n\":%" PRIu32 ",\"event\":%s}\n", trace.line_count, rest);
  write_bytes(line, (size_t)length);
}

static void write_or_cut(const struct configuration *settings, struct bytes *line) {
  char event[64];
  if (line->failed) {
    write_event("\"lost\"");
  } else if (trace.size_bytes + line->size_bytes + RESERVED_BYTES > settings->trace_limit_bytes) {
    (void)snprintf(event, sizeof event, "\"cut\",\"limitMiB\":%" PRIu32, settings->trace_limit_mib);
    write_event(event);
    if (trace.state == TRACE_OPEN) trace.state = TRACE_CUT;
  } else {
    write_line(line);
  }
}

void trace_end_line(const struct configuration *settings, struct bytes *line) {
  char name[PATH_CAPACITY];
  char reason[256] = "it takes no more";
  memcpy(name, settings->trace, sizeof name);
  bytes_append_text(line, "}\n");
  monitor_enter();
  bool failed_before = trace.state == TRACE_FAILED;
  if (trace.state == TRACE_CLOSED) open_trace(settings, name, reason, sizeof reason);
  if (trace.state == TRACE_OPEN) write_or_cut(settings, line);
  bool failed = trace.state == TRACE_FAILED && !failed_before;
  monitor_leave();
  if (!failed) return;
  complain(COMPLAINT_TRACE,
           "the trace \"%s\" cannot be written (%s): calls go on without it; correct EDBPROOF_TRACE", name, reason);
}

void trace_write_unfreed(size_t lists) {
  if (trace.state != TRACE_OPEN || lists == 0) return;
  char event[64];
  (void)snprintf(event, sizeof event, "\"unfreed\",\"lists\":%u", (unsigned)lists);
  write_event(event);
}

void trace_forget(void) {
  if (trace.file != NULL) platform_close(trace.file);
  trace.file = NULL;
  trace.state = TRACE_CLOSED;
  trace.line_count = 0;
  trace.size_bytes = 0;
  trace.is_child = true;
}
