#include "redact.h"

#include <stdio.h>
#include <string.h>

#include "platform.h"

/* Names that are told apart. Further ones share a reference: they stay hidden all the same. */
#define MAXIMUM_NAMES 256u
#define MAXIMUM_NAME_UNITS 255u
#define NOT_SEEN 0u

struct name {
  uint16_t units[MAXIMUM_NAME_UNITS];
  size_t length;
  /* NOT_SEEN for this computer's name until it appears. */
  uint32_t number;
};

static struct name names[MAXIMUM_NAMES];
static size_t name_count;
static uint32_t seen_count;
static bool own_name_known;

/* A text, unit by unit. */
struct units {
  const unsigned char *bytes;
  size_t count;
  bool wide;
};

static uint16_t unit_at(const struct units *text, size_t index) {
  return text->wide ? read_u16(text->bytes + 2 * index) : text->bytes[index];
}

static uint16_t fold(uint16_t unit) { return unit >= 'a' && unit <= 'z' ? (uint16_t)(unit - 'a' + 'A') : unit; }

static bool is_name_unit(uint16_t unit) {
  uint16_t folded = fold(unit);
  return (folded >= 'A' && folded <= 'Z') || (unit >= '0' && unit <= '9') || unit == '-' || unit == '_' || unit >= 0x80;
}

static bool stands_at(const struct name *name, const struct units *text, size_t at) {
  if (name->length > text->count - at) return false;
  for (size_t index = 0; index < name->length; index += 1) {
    if (name->units[index] != fold(unit_at(text, at + index))) return false;
  }
  return true;
}

static struct name *add_name(const struct units *text, size_t at, size_t length) {
  if (name_count == MAXIMUM_NAMES || length > MAXIMUM_NAME_UNITS) return NULL;
  struct name *name = &names[name_count];
  name_count += 1;
  for (size_t index = 0; index < length; index += 1) name->units[index] = fold(unit_at(text, at + index));
  name->length = length;
  name->number = NOT_SEEN;
  return name;
}

static void learn_own_name(void) {
  char own[256];
  platform_computer_name(own, sizeof own);
  const struct units text = {(const unsigned char *)own, strlen(own), false};
  if (text.count > 0) (void)add_name(&text, 0, text.count);
  own_name_known = true;
}

static void append_unit(struct bytes *shown, uint16_t unit, bool wide) {
  if (wide) bytes_append_u16(shown, unit);
  else bytes_append_u8(shown, (uint8_t)unit);
}

static void append_reference(struct bytes *shown, struct name *name, bool wide) {
  char reference[32] = "server-many";
  if (name != NULL && name->number == NOT_SEEN) {
    seen_count += 1;
    name->number = seen_count;
  }
  if (name != NULL) (void)snprintf(reference, sizeof reference, "server-%u", (unsigned)name->number);
  for (const char *letter = reference; *letter != '\0'; letter += 1) append_unit(shown, (uint8_t)*letter, wide);
}

/* The name of that length at that place, learnt when it is new. */
static void append_name(struct bytes *shown, const struct units *text, size_t at, size_t length) {
  struct name *found = NULL;
  for (size_t index = 0; index < name_count && found == NULL; index += 1) {
    if (names[index].length == length && stands_at(&names[index], text, at)) found = &names[index];
  }
  if (found == NULL) found = add_name(text, at, length);
  append_reference(shown, found, text->wide);
}

/* A known name that stands there as a word, or NULL. */
static struct name *word_at(const struct units *text, size_t at) {
  if (at > 0 && is_name_unit(unit_at(text, at - 1))) return NULL;
  for (size_t index = 0; index < name_count; index += 1) {
    struct name *name = &names[index];
    if (!stands_at(name, text, at)) continue;
    size_t end = at + name->length;
    if (end == text->count || !is_name_unit(unit_at(text, end))) return name;
  }
  return NULL;
}

static size_t count_backslashes(const struct units *text, size_t at) {
  size_t count = 0;
  while (at + count < text->count && unit_at(text, at + count) == '\\') count += 1;
  return count;
}

static void show_server(struct bytes *shown, const struct units *text) {
  size_t backslashes = count_backslashes(text, 0);
  for (size_t index = 0; index < backslashes; index += 1) append_unit(shown, '\\', text->wide);
  if (backslashes < text->count) append_name(shown, text, backslashes, text->count - backslashes);
}

static void show_path(struct bytes *shown, const struct units *text) {
  size_t at = 0;
  if (count_backslashes(text, 0) >= 2) {
    append_unit(shown, '\\', text->wide);
    append_unit(shown, '\\', text->wide);
    size_t end = 2;
    while (end < text->count && unit_at(text, end) != '\\') end += 1;
    if (end > 2) append_name(shown, text, 2, end - 2);
    at = end;
  }
  while (at < text->count) {
    struct name *name = word_at(text, at);
    if (name == NULL) {
      append_unit(shown, unit_at(text, at), text->wide);
      at += 1;
    } else {
      append_reference(shown, name, text->wide);
      at += name->length;
    }
  }
}

/* Entry by entry: a token, a path, a NUL. */
static void show_list(struct bytes *shown, const struct units *text) {
  size_t unit_bytes = text->wide ? 2 : 1;
  size_t at = 0;
  while (at < text->count) {
    uint16_t token = unit_at(text, at);
    append_unit(shown, token, text->wide);
    at += 1;
    if (token == 0) continue;
    size_t end = at;
    while (end < text->count && unit_at(text, end) != 0) end += 1;
    const struct units path = {text->bytes + at * unit_bytes, end - at, text->wide};
    show_path(shown, &path);
    at = end;
    if (at < text->count) {
      append_unit(shown, 0, text->wide);
      at += 1;
    }
  }
}

void redact(struct bytes *shown, enum redacted_text kind, const unsigned char *text, size_t size_bytes, bool wide) {
  if (!own_name_known) learn_own_name();
  const struct units units = {text, wide ? size_bytes / 2 : size_bytes, wide};
  if (kind == REDACTED_SERVER) show_server(shown, &units);
  else if (kind == REDACTED_PATH) show_path(shown, &units);
  else show_list(shown, &units);
  /* Half a unit at the end of a wide list is shown as it is. */
  if (wide && size_bytes % 2 == 1) bytes_append(shown, text + size_bytes - 1, 1);
}

void redact_forget(void) {
  name_count = 0;
  seen_count = 0;
  own_name_known = false;
}
