/* The real library that is recorded. */
#ifndef EDBPROOF_REAL_H
#define EDBPROOF_REAL_H

#include <stdbool.h>

#include "config.h"
#include "functions.h"

/* Loads it, once; false when that cannot be done, which is said. */
bool real_load(const struct configuration *settings);
/* Passes a call on. A function that the library lacks answers NOT_MODELLED, which is said. */
uint32_t real_call(const struct configuration *settings, enum function_number number,
                   const union call_argument *arguments);

#endif
