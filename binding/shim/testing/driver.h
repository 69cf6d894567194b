/* What driver.c does besides passing on single calls. */
#ifndef EDBPROOF_DRIVER_H
#define EDBPROOF_DRIVER_H

#include <stdbool.h>
#include <stddef.h>

#define EDBPROOF_UNDOCUMENTED
#include "edbbcli.h"

/* Ends the driver with exit code 3: what it was told makes no sense, or the system let it down. */
void fail(const char *what);

/* So many threads, each with so many contexts and reads; prints how many answers were wrong. */
void run_threads(size_t count, size_t contexts, size_t reads);
/* A child process with its parent's context and list; prints what it sees. */
void run_fork(HBC inherited, void *list);

/* Prints how many sockets are open, here and in the child of a fork. */
void print_sockets(void);

/* A thread calls HrBackupClose, or HrBackupPrepareA when there is no context. Held, it has received its reply. */
void start_beside(HBC context, bool is_held);
void cancel_beside(void);
/* Lets go of what is held, and prints what its call answered and whether it was cancelled. */
void join_beside(void);

/* Prints how many lists came, and the last code. */
void collect_lists(HBC context, size_t count);

/* From here on the library's sends and receives take few bytes, are interrupted, or must wait. */
void plant_faults(void);
/* From here on each receive takes one byte, and so many milliseconds: a host that always has one more. */
void sip(unsigned milliseconds);
/* Prints how often the library sent, received, looked in vain, peeked and waited since the last time; counts anew. */
void print_requests(void);
void plant_overrun(void);
void plant_race(void);
void plant_leak(void);

#endif
