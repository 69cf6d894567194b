#include "evidence.h"

#include <stdio.h>
#include <string.h>

#include "json.h"
#include "sha256.h"
#include "wire.h"

/* A larger file is told by its path alone. */
#define MAXIMUM_LIBRARY_SIZE_BYTES (64u * 1024u * 1024u)

/* VS_FIXEDFILEINFO of VERRSRC.H: signature, version of the structure, and the version of the file in two halves. */
#define VERSION_SIGNATURE 0xFEEF04BDu
#define VERSION_STRUCTURE 0x00010000u
#define VERSION_SIZE_BYTES 52u

static char kept[MAXIMUM_EVIDENCE_SIZE_BYTES + 1];

/* The version that the file's own resource tells, found by its signature: the same on every platform. */
static void append_version(struct bytes *json, const struct bytes *file) {
  for (size_t at = 0; at + VERSION_SIZE_BYTES <= file->size_bytes; at += 4) {
    const unsigned char *found = file->start + at;
    if (read_u32(found) != VERSION_SIGNATURE || read_u32(found + 4) != VERSION_STRUCTURE) continue;
    char text[32];
    (void)snprintf(text, sizeof text, "%u.%u.%u.%u", (unsigned)read_u16(found + 10), (unsigned)read_u16(found + 8),
                   (unsigned)read_u16(found + 14), (unsigned)read_u16(found + 12));
    bytes_append_text(json, ",\"fileVersion\":");
    json_append_word(json, text);
    return;
  }
}

static void append_file(struct bytes *json, platform_function function) {
  char path[PATH_CAPACITY];
  unsigned char digest[SHA256_SIZE_BYTES];
  struct bytes file;
  bytes_open(&file, MAXIMUM_LIBRARY_SIZE_BYTES);
  if (platform_file_of(function, path, sizeof path) && platform_read_file(path, &file)) {
    sha256(file.start, file.size_bytes, digest);
    bytes_append_text(json, ",\"sizeBytes\":");
    json_append_number(json, (int64_t)file.size_bytes);
    bytes_append_text(json, ",\"sha256\":\"");
    json_append_hexadecimal(json, digest, sizeof digest);
    bytes_append_text(json, "\"");
    append_version(json, &file);
  }
  bytes_close(&file);
}

static const char *last_part(const char *path) {
  const char *last = path;
  for (const char *character = path; *character != '\0'; character += 1) {
    if (*character == '/' || *character == '\\') last = character + 1;
  }
  return last;
}

void evidence_collect(struct bytes *json, const struct configuration *settings, platform_function real_function) {
  bytes_append_text(json, ",\"library\":{\"path\":");
  json_append_text(json, settings->redact ? last_part(settings->library) : settings->library);
  append_file(json, real_function);
  bytes_append_text(json, "},\"recorder\":{\"name\":\"edbproof shim\",\"wireVersion\":");
  json_append_number(json, WIRE_VERSION);
  append_file(json, (platform_function)evidence_collect);
  bytes_append_text(json, "}");
}

void evidence_keep(const struct bytes *json) {
  if (json->failed || json->size_bytes == 0) return;
  memcpy(kept, json->start, json->size_bytes);
  kept[json->size_bytes] = '\0';
}

const char *evidence_text(void) { return kept; }
