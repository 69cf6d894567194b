/*
 * Names that stand for pointers in a trace: hbc1, list1, ..., in the order in which they are seen. All of it is called
 * with the monitor entered.
 */
#ifndef EDBPROOF_LABELS_H
#define EDBPROOF_LABELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The number of a context that is used; a new one when it was never seen. */
uint32_t label_context(const void *context);
/* The number of a context that was just handed out. The library may use an address again: that is a new context. */
uint32_t label_new_context(const void *context);

/* The number of a list that was just handed out. */
uint32_t label_new_list(const void *list);
/* The number of a list that is given back, 0 when it is none that was handed out. */
uint32_t label_freed_list(const void *list);
/* Lists that were never given back. */
size_t count_unfreed_lists(void);

/* Begins again; also gives the memory of the tables back. */
void labels_forget(void);

#endif
