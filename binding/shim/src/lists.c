#include "lists.h"

#include <stdlib.h>

#include "platform.h"

#define BUCKET_COUNT 1024u

static struct list *buckets[BUCKET_COUNT];
static size_t list_count;

static struct list **bucket_of(const void *content) {
  uintptr_t address = (uintptr_t)content;
  return &buckets[(address >> 4 ^ address >> 14) % BUCKET_COUNT];
}

struct list *list_allocate(size_t size_bytes) {
  size_t head_bytes = offsetof(struct list, content);
  size_t whole_bytes = head_bytes + size_bytes;
  if (whole_bytes < size_bytes) return NULL;
  return malloc(whole_bytes < sizeof(struct list) ? sizeof(struct list) : whole_bytes);
}

void list_discard(struct list *list) { free(list); }

bool list_hand_out(struct list *list, uint32_t number, uint64_t epoch) {
  list->number = number;
  list->epoch = epoch;
  struct list **bucket = bucket_of(list->content.bytes);
  monitor_enter();
  bool fits = list_count < MAXIMUM_LISTS;
  if (fits) {
    list->next = *bucket;
    *bucket = list;
    list_count += 1;
  }
  monitor_leave();
  return fits;
}

struct list *list_take_back(const void *content) {
  struct list *found = NULL;
  monitor_enter();
  for (struct list **link = bucket_of(content); *link != NULL; link = &(*link)->next) {
    if ((const void *)(*link)->content.bytes != content) continue;
    found = *link;
    *link = found->next;
    list_count -= 1;
    break;
  }
  monitor_leave();
  return found;
}
