/* What driver.c does besides passing on single calls. */
#ifndef EDBPROOF_DRIVER_H
#define EDBPROOF_DRIVER_H

#include <stddef.h>

#include "edbbcli.h"

/* Ends the driver with exit code 3: what it was told makes no sense, or the system let it down. */
void fail(const char *what);

/* So many threads, each with so many contexts and reads; prints how many answers were wrong. */
void run_threads(size_t count, size_t contexts, size_t reads);
/* A child process with its parent's context and list; prints what it sees. */
void run_fork(HBC inherited, void *list);

/* From here on the library's sends and receives take few bytes, are interrupted, or must wait. */
void plant_faults(void);
/* Prints how often the library sent, received, looked in vain, peeked and waited since the last time; counts anew. */
void print_requests(void);
void plant_overrun(void);
void plant_leak(void);

#endif
