/* Lines for a person on stderr, each kind at most once in a process. */
#ifndef EDBPROOF_COMPLAIN_H
#define EDBPROOF_COMPLAIN_H

#include "functions.h"

enum complaint {
  COMPLAINT_CONFIGURATION,
  COMPLAINT_NO_HOST,
  COMPLAINT_REFUSED,
  COMPLAINT_BROKEN,
  COMPLAINT_NOT_SENT,
  COMPLAINT_LIBRARY,
  COMPLAINT_TRACE,
  /* One for each function that the real library lacks: this and the function's number. */
  COMPLAINT_MISSING_EXPORT,
  COMPLAINT_COUNT = COMPLAINT_MISSING_EXPORT + FUNCTION_COUNT + 1
};

#if defined(__GNUC__)
#define LIKE_PRINTF(text, first) __attribute__((format(gnu_printf, text, first)))
#else
#define LIKE_PRINTF(text, first)
#endif

/* Says what is wrong, where, and what to do next; without the end of the line. */
void complain(unsigned kind, const char *format, ...) LIKE_PRINTF(2, 3);

#endif
