#include "complain.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "platform.h"

/*
 * Each line begins with it, so every library of ours contains it: binding/host tells by this text whether a library
 * may be replaced.
 */
__attribute__((used)) static const char MARKER[] = "edbproof shim: ";

static bool said[COMPLAINT_COUNT];

/*
 * How many bytes at `text` are a character that is not to be seen: C0 and C1 controls, and the marks of UTF-8 that turn the
 * direction of writing, join or separate. 0: none.
 */
static size_t hidden_length(const unsigned char *text) {
  if (text[0] < 0x20 || text[0] == 0x7f) return 1;
  if (text[0] == 0xc2 && ((text[1] >= 0x80 && text[1] <= 0x9f) || text[1] == 0xad)) return 2;
  if (text[0] == 0xd8 && text[1] == 0x9c) return 2;
  if (text[0] == 0xe2 && text[1] == 0x80 &&
      ((text[2] >= 0x8b && text[2] <= 0x8f) || (text[2] >= 0xa8 && text[2] <= 0xae))) {
    return 3;
  }
  if (text[0] == 0xe2 && text[1] == 0x81 && text[2] >= 0xa0 && text[2] <= 0xaf) return 3;
  return text[0] == 0xef && text[1] == 0xbb && text[2] == 0xbf ? 3 : 0;
}

/* What an environment variable or the name of a host holds may be anything: a line stays one line, and no terminal obeys it. */
static void make_visible(unsigned char *text) {
  while (*text != '\0') {
    size_t length = hidden_length(text);
    for (size_t index = 0; index < length; index += 1) text[index] = '?';
    text += length == 0 ? 1 : length;
  }
}

void complain(unsigned kind, const char *format, ...) {
  monitor_enter();
  bool again = said[kind];
  said[kind] = true;
  monitor_leave();
  if (again) return;

  char line[1024];
  size_t used = sizeof MARKER - 1;
  memcpy(line, MARKER, used);
  va_list values;
  va_start(values, format);
  int length = vsnprintf(line + used, sizeof line - used - 1, format, values);
  va_end(values);
  if (length < 0) return;
  make_visible((unsigned char *)line + used);
  used += (size_t)length < sizeof line - used - 1 ? (size_t)length : sizeof line - used - 2;
  line[used] = '\n';
  line[used + 1] = '\0';
  platform_print(line, used + 1);
}
