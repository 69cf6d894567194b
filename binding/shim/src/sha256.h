/* SHA-256 (FIPS 180-4) of bytes that are all there. */
#ifndef EDBPROOF_SHA256_H
#define EDBPROOF_SHA256_H

#include <stddef.h>

#define SHA256_SIZE_BYTES 32

void sha256(const void *bytes, size_t size_bytes, unsigned char digest[SHA256_SIZE_BYTES]);

#endif
