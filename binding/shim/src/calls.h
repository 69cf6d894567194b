/* Where every export leads. */
#ifndef EDBPROOF_CALLS_H
#define EDBPROOF_CALLS_H

#include "functions.h"

/* The code to answer. Last error and errno are left as they were, or as a recorded library left them. */
uint32_t perform_call(enum function_number number, const union call_argument *arguments);

#endif
