#include "json.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

#include "complain.h"

static void append_formatted(struct bytes *json, const char *format, ...) LIKE_PRINTF(2, 3);

/* For short pieces of known length. */
static void append_formatted(struct bytes *json, const char *format, ...) {
  char text[64];
  va_list values;
  va_start(values, format);
  (void)vsnprintf(text, sizeof text, format, values);
  va_end(values);
  bytes_append_text(json, text);
}

void json_append_number(struct bytes *json, int64_t value) { append_formatted(json, "%" PRId64, value); }

void json_append_word(struct bytes *json, const char *word) {
  bytes_append_text(json, "\"");
  bytes_append_text(json, word);
  bytes_append_text(json, "\"");
}

void json_append_code(struct bytes *json, uint32_t code) { append_formatted(json, "\"0x%08" PRIX32 "\"", code); }

static void append_utf8(struct bytes *json, uint32_t point) {
  unsigned char encoded[4];
  size_t count = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  static const unsigned char leads[5] = {0, 0x00, 0xC0, 0xE0, 0xF0};
  for (size_t index = count - 1; index > 0; index -= 1) {
    encoded[index] = (unsigned char)(0x80u | (point & 0x3Fu));
    point >>= 6;
  }
  encoded[0] = (unsigned char)(leads[count] | point);
  bytes_append(json, encoded, count);
}

/* What JSON writes as a backslash and a letter; 0 for all others. */
static char short_escape(uint32_t unit) {
  switch (unit) {
    case '"':
    case '\\':
      return (char)unit;
    case '\b':
      return 'b';
    case '\f':
      return 'f';
    case '\n':
      return 'n';
    case '\r':
      return 'r';
    case '\t':
      return 't';
    default:
      return '\0';
  }
}

static void append_unit(struct bytes *json, uint32_t unit) {
  char escape = short_escape(unit);
  if (escape != '\0') {
    const char escaped[2] = {'\\', escape};
    bytes_append(json, escaped, sizeof escaped);
  } else if (unit < 0x20 || (unit >= 0xD800 && unit <= 0xDFFF)) {
    append_formatted(json, "\\u%04" PRIx32, unit);
  } else {
    append_utf8(json, unit);
  }
}

void json_append_wide(struct bytes *json, const unsigned char *units, size_t size_bytes) {
  bytes_append_text(json, "\"");
  for (size_t at = 0; at + 2 <= size_bytes; at += 2) {
    uint32_t unit = read_u16(units + at);
    uint32_t following = at + 4 <= size_bytes ? read_u16(units + at + 2) : 0;
    bool pair = unit >= 0xD800 && unit <= 0xDBFF && following >= 0xDC00 && following <= 0xDFFF;
    if (pair) {
      append_utf8(json, 0x10000u + ((unit - 0xD800u) << 10) + (following - 0xDC00u));
      at += 2;
    } else {
      append_unit(json, unit);
    }
  }
  bytes_append_text(json, "\"");
}

/* The code point that begins there and its length; the replacement character and 1 where none does. */
static uint32_t read_point(const unsigned char *text, size_t *size_bytes) {
  static const uint32_t smallest[5] = {0, 0, 0x80, 0x800, 0x10000};
  size_t count = text[0] < 0x80 ? 1 : text[0] < 0xC0 ? 0 : text[0] < 0xE0 ? 2 : text[0] < 0xF0 ? 3 : text[0] < 0xF8 ? 4 : 0;
  uint32_t point = count == 1 ? text[0] : text[0] & (0x7Fu >> count);
  /* The NUL at the end is none that goes on, so nothing is read behind it. */
  for (size_t index = 1; index < count; index += 1) {
    if ((text[index] & 0xC0u) != 0x80) count = 0;
    else point = point << 6 | (text[index] & 0x3Fu);
  }
  bool valid = count > 0 && point >= smallest[count] && point <= 0x10FFFF && (point < 0xD800 || point > 0xDFFF);
  *size_bytes = valid ? count : 1;
  return valid ? point : 0xFFFD;
}

void json_append_text(struct bytes *json, const char *text) {
  bytes_append_text(json, "\"");
  const unsigned char *next = (const unsigned char *)text;
  while (*next != '\0') {
    size_t size_bytes = 1;
    append_unit(json, read_point(next, &size_bytes));
    next += size_bytes;
  }
  bytes_append_text(json, "\"");
}

void json_append_base64(struct bytes *json, const unsigned char *from, size_t size_bytes) {
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (size_t at = 0; at < size_bytes; at += 3) {
    size_t count = size_bytes - at < 3 ? size_bytes - at : 3;
    uint32_t group = (uint32_t)from[at] << 16;
    if (count > 1) group |= (uint32_t)from[at + 1] << 8;
    if (count > 2) group |= from[at + 2];
    char quartet[4] = {digits[group >> 18], digits[group >> 12 & 63u], '=', '='};
    if (count > 1) quartet[2] = digits[group >> 6 & 63u];
    if (count > 2) quartet[3] = digits[group & 63u];
    bytes_append(json, quartet, sizeof quartet);
  }
}

void json_append_hexadecimal(struct bytes *json, const unsigned char *from, size_t size_bytes) {
  static const char digits[] = "0123456789abcdef";
  for (size_t at = 0; at < size_bytes; at += 1) {
    const char pair[2] = {digits[from[at] >> 4], digits[from[at] & 15u]};
    bytes_append(json, pair, sizeof pair);
  }
}

void json_append_time(struct bytes *json, int64_t microseconds) {
  int64_t seconds = microseconds / 1000000;
  int64_t days = seconds / 86400;
  int64_t of_day = seconds % 86400;
  /* The calendar counted from 1 March of the year 0, so that a leap day is the last day of its year. */
  int64_t shifted = days + 719468;
  int64_t era = shifted / 146097;
  int64_t day_of_era = shifted % 146097;
  int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int64_t month_from_march = (5 * day_of_year + 2) / 153;
  int64_t day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
  int64_t month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
  int64_t year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
  append_formatted(json, "\"%04d-%02d-%02dT%02d:%02d:%02d.%06dZ\"", (int)year, (int)month, (int)day,
                   (int)(of_day / 3600), (int)(of_day / 60 % 60), (int)(of_day % 60), (int)(microseconds % 1000000));
}
