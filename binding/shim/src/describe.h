/* A recorded call in JSON, in the format of conformance/agent/trace.ts. */
#ifndef EDBPROOF_DESCRIBE_H
#define EDBPROOF_DESCRIBE_H

#include "bytes.h"
#include "functions.h"

/*
 * "call" and "arguments". Before the call, because the call may free what it is given, and another thread be handed
 * the same address for something new. With the monitor entered.
 */
void describe_arguments(struct bytes *line, const struct function_shape *shape, const union call_argument *arguments,
                        bool redacted);
/*
 * "result", and "data" when bytes were read. Out-parameters are looked at only where the code says that they were
 * written. With the monitor entered; the digest is made before it is.
 */
void describe_result(struct bytes *line, const struct function_shape *shape, const union call_argument *arguments,
                     uint32_t code, const unsigned char *digest, bool redacted);

/* The bytes that a read returned, of those that fit into the buffer. 0 for every other function. */
uint32_t bytes_returned(const struct function_shape *shape, const union call_argument *arguments, uint32_t code);

#endif
