/* The trace of a recorded process: a file of JSON lines, each written whole, in the order of their numbers. */
#ifndef EDBPROOF_TRACE_H
#define EDBPROOF_TRACE_H

#include "bytes.h"
#include "config.h"

/* Begins a line: room for what comes before the call is left. */
void trace_begin_line(struct bytes *line);
/*
 * Writes `{"n":N,` and what was appended to the line, which ends with the closing brace. The file is created by the
 * first line. Where it cannot be written, or is full, lines are dropped, which is said once.
 */
void trace_end_line(const struct configuration *settings, struct bytes *line);

/* The last line, when lists were never freed. With the monitor entered. */
void trace_write_unfreed(size_t lists);
/* Closes the file. What comes after, in the child of a fork, goes into one of its own. With the monitor entered. */
void trace_forget(void);

#endif
