/* Bytes that grow up to a limit. A failure is remembered, so that it is asked for once, at the end. */
#ifndef EDBPROOF_BYTES_H
#define EDBPROOF_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct bytes {
  unsigned char *start;
  size_t size_bytes;
  size_t capacity_bytes;
  size_t limit_bytes;
  /* The caller's own memory, used as long as it is enough; NULL when there is none. */
  unsigned char *room;
  /* The limit was reached, or memory ran out. What is there is not to be used. */
  bool failed;
};

void bytes_open(struct bytes *bytes, size_t limit_bytes);
/* The same, in memory of the caller's that outlives it, and elsewhere only when that is too small. */
void bytes_open_in(struct bytes *bytes, size_t limit_bytes, unsigned char *room, size_t room_bytes);
void bytes_close(struct bytes *bytes);

void bytes_append(struct bytes *bytes, const void *added, size_t size_bytes);
void bytes_append_text(struct bytes *bytes, const char *text);

/* Little-endian, as everything on the wire. */
void bytes_append_u8(struct bytes *bytes, uint8_t value);
void bytes_append_u16(struct bytes *bytes, uint16_t value);
void bytes_append_u32(struct bytes *bytes, uint32_t value);
void bytes_append_u64(struct bytes *bytes, uint64_t value);
void bytes_replace_u32(struct bytes *bytes, size_t at, uint32_t value);

uint16_t read_u16(const unsigned char *from);
uint32_t read_u32(const unsigned char *from);
uint64_t read_u64(const unsigned char *from);

#endif
