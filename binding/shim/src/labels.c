#include "labels.h"

#include <stdlib.h>

/* Contexts that are known at once. Past it the oldest is forgotten, and counts as new when it comes again. */
#define MAXIMUM_CONTEXTS 4096u
/* Lists whose address is known. Past it they are counted, and have no name when they come back. */
#define MAXIMUM_KNOWN_LISTS 65536u

struct label {
  const void *pointer;
  uint32_t number;
};

static struct label contexts[MAXIMUM_CONTEXTS];
static uint32_t context_count;

static struct label *lists;
static size_t known_lists;
static size_t list_capacity;
static size_t nameless_lists;
static uint32_t list_count;

static struct label *find_context(const void *context) {
  uint32_t used = context_count < MAXIMUM_CONTEXTS ? context_count : MAXIMUM_CONTEXTS;
  for (uint32_t index = 0; index < used; index += 1) {
    if (contexts[index].pointer == context) return &contexts[index];
  }
  return NULL;
}

uint32_t label_new_context(const void *context) {
  struct label *label = find_context(context);
  if (label != NULL) label->pointer = NULL;
  label = &contexts[context_count % MAXIMUM_CONTEXTS];
  context_count += 1;
  label->pointer = context;
  label->number = context_count;
  return context_count;
}

uint32_t label_context(const void *context) {
  const struct label *known = find_context(context);
  return known == NULL ? label_new_context(context) : known->number;
}

static bool make_room_for_list(void) {
  if (known_lists < list_capacity) return true;
  if (known_lists >= MAXIMUM_KNOWN_LISTS) return false;
  size_t capacity = list_capacity == 0 ? 64 : list_capacity * 2;
  struct label *moved = realloc(lists, capacity * sizeof *lists);
  if (moved == NULL) return false;
  lists = moved;
  list_capacity = capacity;
  return true;
}

uint32_t label_new_list(const void *list) {
  list_count += 1;
  if (make_room_for_list()) {
    lists[known_lists].pointer = list;
    lists[known_lists].number = list_count;
    known_lists += 1;
  } else {
    nameless_lists += 1;
  }
  return list_count;
}

uint32_t label_freed_list(const void *list) {
  /* The newest first: what an agent frees is mostly what it was given last. */
  for (size_t index = known_lists; index > 0; index -= 1) {
    if (lists[index - 1].pointer != list) continue;
    uint32_t number = lists[index - 1].number;
    known_lists -= 1;
    lists[index - 1] = lists[known_lists];
    return number;
  }
  if (list != NULL && nameless_lists > 0) nameless_lists -= 1;
  return 0;
}

size_t count_unfreed_lists(void) { return known_lists + nameless_lists; }

void labels_forget(void) {
  free(lists);
  lists = NULL;
  known_lists = 0;
  list_capacity = 0;
  nameless_lists = 0;
  list_count = 0;
  context_count = 0;
}
