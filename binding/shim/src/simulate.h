/* Forwards a call to the host. */
#ifndef EDBPROOF_SIMULATE_H
#define EDBPROOF_SIMULATE_H

#include "config.h"
#include "functions.h"

/* The code to answer; out-parameters are written. */
uint32_t simulate_call(const struct configuration *settings, enum function_number number,
                       const union call_argument *arguments);

#endif
