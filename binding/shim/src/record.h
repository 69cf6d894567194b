/* Passes every call through to the real library, and writes it down. Nothing else changes. */
#ifndef EDBPROOF_RECORD_H
#define EDBPROOF_RECORD_H

#include "config.h"
#include "functions.h"
#include "platform.h"

/* The code of the real library. The real call finds `errors` as the agent left them; then they are as it left them. */
uint32_t record_call(const struct configuration *settings, enum function_number number,
                     const union call_argument *arguments, struct platform_errors *errors);
/*
 * Ends the trace. For the unloading of the library. When it is the whole process that ends, nothing is given back,
 * because the lock of the heap may be one that nobody will ever leave.
 */
void record_finish(bool process_ends);
/* In the child of a fork, with the monitor entered. */
void record_forget(void);

#endif
