/*
 * Names of servers and of this computer, replaced by server-1, server-2, ... in the order of their first appearance,
 * whatever the case of their letters. All of it is called with the monitor entered.
 *
 * A name is learnt where one stands: as the server of a call, and behind the two backslashes that begin a path. It is
 * replaced there, and in paths wherever it stands as a word. Annotations are left alone.
 */
#ifndef EDBPROOF_REDACT_H
#define EDBPROOF_REDACT_H

#include "bytes.h"

enum redacted_text {
  /* A server's name, with or without backslashes before it. */
  REDACTED_SERVER,
  REDACTED_PATH,
  /* A multi-string: paths with a token before each and a NUL after it. */
  REDACTED_LIST
};

/* The text as it may be shown. Units have one byte, or two when wide. */
void redact(struct bytes *shown, enum redacted_text kind, const unsigned char *text, size_t size_bytes, bool wide);
void redact_forget(void);

#endif
