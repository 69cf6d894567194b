#include "bytes.h"

#include <stdlib.h>
#include <string.h>

void bytes_open(struct bytes *bytes, size_t limit_bytes) { bytes_open_in(bytes, limit_bytes, NULL, 0); }

void bytes_open_in(struct bytes *bytes, size_t limit_bytes, unsigned char *room, size_t room_bytes) {
  bytes->start = room;
  bytes->size_bytes = 0;
  bytes->capacity_bytes = room_bytes;
  bytes->limit_bytes = limit_bytes;
  bytes->room = room;
  bytes->failed = false;
}

void bytes_close(struct bytes *bytes) {
  if (bytes->start != bytes->room) free(bytes->start);
  bytes_open(bytes, bytes->limit_bytes);
}

static bool grow(struct bytes *bytes, size_t capacity) {
  bool in_room = bytes->start == bytes->room;
  unsigned char *moved = realloc(in_room ? NULL : bytes->start, capacity);
  if (moved == NULL) return false;
  if (in_room && bytes->size_bytes > 0) memcpy(moved, bytes->room, bytes->size_bytes);
  bytes->start = moved;
  bytes->capacity_bytes = capacity;
  return true;
}

static bool make_room(struct bytes *bytes, size_t added_bytes) {
  if (bytes->failed) return false;
  bytes->failed = true;
  if (added_bytes > bytes->limit_bytes - bytes->size_bytes) return false;
  size_t needed = bytes->size_bytes + added_bytes;
  if (needed > bytes->capacity_bytes) {
    size_t capacity = bytes->capacity_bytes < 128 ? 256 : bytes->capacity_bytes * 2;
    if (capacity < needed) capacity = needed;
    if (!grow(bytes, capacity)) return false;
  }
  bytes->failed = false;
  return true;
}

void bytes_append(struct bytes *bytes, const void *added, size_t size_bytes) {
  if (size_bytes == 0 || !make_room(bytes, size_bytes)) return;
  memcpy(bytes->start + bytes->size_bytes, added, size_bytes);
  bytes->size_bytes += size_bytes;
}

void bytes_append_text(struct bytes *bytes, const char *text) { bytes_append(bytes, text, strlen(text)); }

void bytes_append_u8(struct bytes *bytes, uint8_t value) { bytes_append(bytes, &value, 1); }

static void append_little_endian(struct bytes *bytes, uint64_t value, size_t size_bytes) {
  unsigned char field[8];
  for (size_t index = 0; index < size_bytes; index += 1) field[index] = (unsigned char)(value >> (8u * index));
  bytes_append(bytes, field, size_bytes);
}

void bytes_append_u16(struct bytes *bytes, uint16_t value) { append_little_endian(bytes, value, 2); }
void bytes_append_u32(struct bytes *bytes, uint32_t value) { append_little_endian(bytes, value, 4); }
void bytes_append_u64(struct bytes *bytes, uint64_t value) { append_little_endian(bytes, value, 8); }

void bytes_replace_u32(struct bytes *bytes, size_t at, uint32_t value) {
  if (bytes->failed || at + 4 > bytes->size_bytes) return;
  for (size_t index = 0; index < 4; index += 1) bytes->start[at + index] = (unsigned char)(value >> (8u * index));
}

uint16_t read_u16(const unsigned char *from) { return (uint16_t)(from[0] | (unsigned)from[1] << 8); }

uint32_t read_u32(const unsigned char *from) {
  return (uint32_t)read_u16(from) | (uint32_t)read_u16(from + 2) << 16;
}

uint64_t read_u64(const unsigned char *from) { return (uint64_t)read_u32(from) | (uint64_t)read_u32(from + 4) << 32; }
