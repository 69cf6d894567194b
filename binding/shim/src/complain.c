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
  /* What an environment variable holds may be anything; a line stays one line. */
  for (char *character = line + used; *character != '\0'; character += 1) {
    if ((unsigned char)*character < 0x20) *character = '?';
  }
  used += (size_t)length < sizeof line - used - 1 ? (size_t)length : sizeof line - used - 2;
  line[used] = '\n';
  line[used + 1] = '\0';
  platform_print(line, used + 1);
}
