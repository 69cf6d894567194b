/* Pieces of JSON, letter for letter as JSON.stringify of JavaScript writes them. */
#ifndef EDBPROOF_JSON_H
#define EDBPROOF_JSON_H

#include <stdint.h>

#include "bytes.h"

void json_append_number(struct bytes *json, int64_t value);
/* A text of our own: printable ASCII without quotes and backslashes. */
void json_append_word(struct bytes *json, const char *word);
/* UTF-8; a byte that is none becomes the replacement character. */
void json_append_text(struct bytes *json, const char *text);
/* UTF-16 units, two bytes each, little-endian; lone surrogates survive as escapes. */
void json_append_wide(struct bytes *json, const unsigned char *units, size_t size_bytes);
/* "0x" and 8 capital digits. */
void json_append_code(struct bytes *json, uint32_t code);
/* The text between the quotes of a "base64" value. */
void json_append_base64(struct bytes *json, const unsigned char *from, size_t size_bytes);
/* Two small digits for each byte. */
void json_append_hexadecimal(struct bytes *json, const unsigned char *from, size_t size_bytes);
/* ISO 8601 with microseconds, from microseconds since 1970. */
void json_append_time(struct bytes *json, int64_t microseconds);

#endif
