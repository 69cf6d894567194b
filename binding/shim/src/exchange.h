/* One call on a connection: the request goes out, the reply comes in, and counts only where it keeps to WIRE.md. */
#ifndef EDBPROOF_EXCHANGE_H
#define EDBPROOF_EXCHANGE_H

#include "bytes.h"
#include "functions.h"
#include "pool.h"

/*
 * NULL, and the code; out-parameters are written. Else what the host did, as the middle of a sentence: the connection
 * is then of no more use.
 */
const char *exchange_frames(struct connection *connection, struct bytes *request, enum function_number number,
                            const union call_argument *arguments, uint64_t deadline, uint32_t *code);

#endif
