/* What a trace was recorded of, and with what: its first line tells it, so that what it shows can be relied on. */
#ifndef EDBPROOF_EVIDENCE_H
#define EDBPROOF_EVIDENCE_H

#include "bytes.h"
#include "config.h"
#include "platform.h"

/* Of the longest path with every byte escaped, and the rest. */
#define MAXIMUM_EVIDENCE_SIZE_BYTES 8192

/*
 * Appends `,"library":{...},"recorder":{...}`: the real library, known by one of its functions, and this one. Of each
 * the size, the digest and, where it has one, the version of its file. Redacted, a path is its last part.
 */
void evidence_collect(struct bytes *json, const struct configuration *settings, platform_function real_function);
/* Keeps what was collected; nothing when that failed. With the monitor entered, once. */
void evidence_keep(const struct bytes *json);
/* What was kept, empty before that. */
const char *evidence_text(void);

#endif
