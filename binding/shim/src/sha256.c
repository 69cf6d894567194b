#include "sha256.h"

#include <stdint.h>
#include <string.h>

#define BLOCK_SIZE_BYTES 64u

static const uint32_t round_constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static uint32_t rotate(uint32_t word, unsigned count) { return word >> count | word << (32u - count); }

static uint32_t read_big_endian(const unsigned char *from) {
  return (uint32_t)from[0] << 24 | (uint32_t)from[1] << 16 | (uint32_t)from[2] << 8 | from[3];
}

static void write_big_endian(unsigned char *to, uint32_t word) {
  for (unsigned index = 0; index < 4; index += 1) to[index] = (unsigned char)(word >> (24u - 8u * index));
}

static void add_block(uint32_t state[8], const unsigned char *block) {
  uint32_t words[64];
  for (size_t index = 0; index < 16; index += 1) words[index] = read_big_endian(block + 4 * index);
  for (size_t index = 16; index < 64; index += 1) {
    uint32_t early = words[index - 15];
    uint32_t late = words[index - 2];
    uint32_t small_early = rotate(early, 7) ^ rotate(early, 18) ^ early >> 3;
    uint32_t small_late = rotate(late, 17) ^ rotate(late, 19) ^ late >> 10;
    words[index] = words[index - 16] + small_early + words[index - 7] + small_late;
  }
  uint32_t s[8];
  memcpy(s, state, sizeof s);
  for (size_t index = 0; index < 64; index += 1) {
    uint32_t choice = (s[4] & s[5]) ^ (~s[4] & s[6]);
    uint32_t majority = (s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]);
    uint32_t big_late = rotate(s[4], 6) ^ rotate(s[4], 11) ^ rotate(s[4], 25);
    uint32_t big_early = rotate(s[0], 2) ^ rotate(s[0], 13) ^ rotate(s[0], 22);
    uint32_t first = s[7] + big_late + choice + round_constants[index] + words[index];
    uint32_t second = big_early + majority;
    memmove(s + 1, s, 7 * sizeof s[0]);
    s[4] += first;
    s[0] = first + second;
  }
  for (size_t index = 0; index < 8; index += 1) state[index] += s[index];
}

void sha256(const void *bytes, size_t size_bytes, unsigned char digest[SHA256_SIZE_BYTES]) {
  uint32_t state[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  const unsigned char *next = bytes;
  size_t left_bytes = size_bytes;
  for (; left_bytes >= BLOCK_SIZE_BYTES; left_bytes -= BLOCK_SIZE_BYTES) {
    add_block(state, next);
    next += BLOCK_SIZE_BYTES;
  }
  /* The rest, a bit that is one, zeros, and the length in bits. */
  unsigned char last[2 * BLOCK_SIZE_BYTES] = {0};
  if (left_bytes > 0) memcpy(last, next, left_bytes);
  last[left_bytes] = 0x80;
  size_t last_bytes = left_bytes + 9 <= BLOCK_SIZE_BYTES ? BLOCK_SIZE_BYTES : 2 * BLOCK_SIZE_BYTES;
  uint64_t bits = (uint64_t)size_bytes * 8u;
  write_big_endian(last + last_bytes - 8, (uint32_t)(bits >> 32));
  write_big_endian(last + last_bytes - 4, (uint32_t)bits);
  add_block(state, last);
  if (last_bytes > BLOCK_SIZE_BYTES) add_block(state, last + BLOCK_SIZE_BYTES);
  for (size_t index = 0; index < 8; index += 1) write_big_endian(digest + 4 * index, state[index]);
}
