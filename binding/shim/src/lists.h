/* Memory that was handed to the agent: freed by BackupFree and by nothing else. */
#ifndef EDBPROOF_LISTS_H
#define EDBPROOF_LISTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* More that were never freed are no agent's habit but an endless loop. */
#define MAXIMUM_LISTS 65536u

struct list {
  struct list *next;
  /* By which the host knows it. */
  uint32_t number;
  /* The client that it was given to (struct connection): numbers of another one mean other lists. */
  uint64_t epoch;
  /* What the agent sees begins here. */
  union {
    long long alignment_of_integers;
    void *alignment_of_pointers;
    unsigned char bytes[8];
  } content;
};

/* NULL when there is no memory. Not yet in the table: the host may still fail to fill it. */
struct list *list_allocate(size_t size_bytes);
void list_discard(struct list *list);

/* Into the table; false when it is full. */
bool list_hand_out(struct list *list, uint32_t number, uint64_t epoch);
/* Out of the table: the list whose content is at that address, or NULL. The pointer is compared, never followed. */
struct list *list_take_back(const void *content);

#endif
