#include "pool.h"

#include <stddef.h>

#include "codes.h"
#include "complain.h"
#include "handshake.h"
#include "platform.h"
#include "wire.h"

/* All of it is guarded by the monitor, except stream, sequence and patience of a connection that a call has taken. */
static struct {
  struct connection connections[MAXIMUM_CONNECTIONS_PER_CLIENT];
  /* A bit pattern of zeros is an open descriptor on Linux: the streams are set before their first use. */
  bool ready;
  /* The host's name for us; 0 when there is no client. */
  uint64_t client;
  uint64_t epoch;
  /* There was a client, and it broke. */
  bool lost;
  /* A thread is asking for a new client; the others wait for what comes of it. */
  bool asking;
} pool;

static void make_ready(void) {
  if (pool.ready) return;
  for (size_t index = 0; index < MAXIMUM_CONNECTIONS_PER_CLIENT; index += 1) {
    pool.connections[index].stream = NO_STREAM;
    pool.connections[index].taken = false;
  }
  pool.ready = true;
}

static void close_connection(struct connection *connection) {
  if (connection->stream != NO_STREAM) stream_close(connection->stream);
  connection->stream = NO_STREAM;
}

static void lose_client(void) {
  pool.client = 0;
  pool.lost = true;
  for (size_t index = 0; index < MAXIMUM_CONNECTIONS_PER_CLIENT; index += 1) {
    struct connection *connection = &pool.connections[index];
    if (connection->stream == NO_STREAM) continue;
    /* Whoever waits for it wakes up and closes it. */
    if (connection->taken) stream_shut_down(connection->stream);
    else close_connection(connection);
  }
}

/* An idle connection if there is one, else room for a new one, else NULL. */
static struct connection *find_connection(void) {
  struct connection *room = NULL;
  for (size_t index = 0; index < MAXIMUM_CONNECTIONS_PER_CLIENT; index += 1) {
    struct connection *connection = &pool.connections[index];
    if (connection->taken) continue;
    if (connection->stream != NO_STREAM) return connection;
    if (room == NULL) room = connection;
  }
  return room;
}

/* Between two calls a host says nothing. A connection on which it did, or that it closed, is a lost client. */
static bool is_alive(const struct connection *connection) {
  return connection->stream == NO_STREAM || stream_is_quiet(connection->stream);
}

static void tell_refusal(const struct configuration *settings, const struct handshake *welcome) {
  const char *advice = "";
  if (welcome->status == WRONG_TOKEN_STATUS) advice = ": set EDBPROOF_TOKEN to the token that this host printed";
  if (welcome->status == WRONG_VERSION_STATUS) advice = ": take library and host from the same edbproof";
  if (welcome->status == TOO_MANY_STATUS) advice = ": let fewer processes and threads call at once";
  complain(COMPLAINT_REFUSED, "the host at %s refuses this process (%s)%s", settings->endpoint_text,
           welcome->reason[0] == '\0' ? "without a reason" : welcome->reason, advice);
}

/*
 * Connects for a client, or for a new one when it is 0. 0 when that worked, else the code that the call answers.
 * Called without the monitor, because it waits.
 */
static uint32_t join(const struct configuration *settings, struct connection *connection, uint64_t client,
                     uint64_t epoch, uint64_t deadline, struct handshake *welcome) {
  stream_handle opened = stream_connect(&settings->endpoint, deadline);
  if (opened == NO_STREAM) {
    complain(COMPLAINT_NO_HOST,
             "no host answers at %s: start one with \"edbproof serve\", or correct EDBPROOF_ENDPOINT",
             settings->endpoint_text);
    return CODE_COULD_NOT_CONNECT;
  }
  /* From here on whoever loses the client wakes us, and the child of a fork closes its copy. */
  monitor_enter();
  connection->stream = opened;
  bool is_late = client != 0 && (pool.client != client || pool.epoch != epoch);
  monitor_leave();
  if (is_late) return CODE_COMMUNICATION_ERROR;
  handshake_perform(settings, opened, client, deadline, welcome);
  if (welcome->problem == NULL && welcome->status == WELCOME_STATUS) return CODE_NONE;
  if (welcome->problem != NULL) {
    complain(COMPLAINT_BROKEN, "the host at %s %s when this process connected", settings->endpoint_text,
             welcome->problem);
    return CODE_COMMUNICATION_ERROR;
  }
  /* A client that is gone is no refusal of this process: the caller begins a new one, or is told that it broke. */
  if (welcome->status == NO_SUCH_CLIENT_STATUS && client != 0) return CODE_COMMUNICATION_ERROR;
  tell_refusal(settings, welcome);
  return CODE_COULD_NOT_CONNECT;
}

/* With the monitor entered, and left and entered again. 0, or the code to answer. */
static uint32_t open_connection(const struct configuration *settings, struct connection *connection,
                                uint64_t deadline) {
  uint64_t client = pool.client;
  uint64_t epoch = pool.epoch;
  if (client == 0) pool.asking = true;
  struct handshake welcome;
  monitor_leave();
  uint32_t code = join(settings, connection, client, epoch, deadline, &welcome);
  monitor_enter();
  if (code != CODE_NONE) close_connection(connection);
  connection->sequence = 0;
  connection->patience.sleeps = 0;
  if (client == 0) {
    pool.asking = false;
    if (code == CODE_NONE) {
      pool.client = welcome.client;
      pool.epoch += 1;
      pool.lost = false;
    }
  } else if (pool.client != client || pool.epoch != epoch) {
    /* Another thread found the client lost meanwhile. */
    close_connection(connection);
    return CODE_COMMUNICATION_ERROR;
  } else if (code == CODE_COMMUNICATION_ERROR) {
    lose_client();
  }
  connection->epoch = pool.epoch;
  return code;
}

struct connection *pool_take(const struct configuration *settings, bool begins_client, uint64_t deadline,
                             uint32_t *code) {
  struct connection *taken = NULL;
  *code = CODE_COMMUNICATION_ERROR;
  monitor_enter();
  make_ready();
  bool found_lost = false;
  while (begins_client || !pool.lost) {
    struct connection *found = pool.asking ? NULL : find_connection();
    if (found == NULL) {
      if (!monitor_wait(deadline)) break;
      continue;
    }
    /* The others learn it from their reply, and answer the same: they have nothing to begin anew with. */
    if (begins_client && !is_alive(found)) {
      lose_client();
      found_lost = true;
      continue;
    }
    found->taken = true;
    if (found->stream != NO_STREAM) {
      taken = found;
      break;
    }
    bool new_client = pool.client == 0;
    *code = open_connection(settings, found, deadline);
    if (*code == CODE_NONE) {
      taken = found;
    } else {
      found->taken = false;
    }
    monitor_changed();
    if (*code != CODE_COMMUNICATION_ERROR) break;
    /* A call that may begin a client does so when the old one turns out to be gone. No second try for a new one. */
    if (new_client || !begins_client) break;
  }
  monitor_leave();
  if (found_lost) {
    complain(COMPLAINT_BROKEN, "the host at %s broke the connection between two calls", settings->endpoint_text);
  }
  return taken;
}

void pool_return(struct connection *connection) {
  monitor_enter();
  connection->taken = false;
  if (connection->epoch != pool.epoch || pool.client == 0) close_connection(connection);
  monitor_changed();
  monitor_leave();
}

void pool_lose(struct connection *connection) {
  monitor_enter();
  if (connection->epoch == pool.epoch && pool.client != 0) lose_client();
  close_connection(connection);
  connection->taken = false;
  monitor_changed();
  monitor_leave();
}

uint64_t pool_epoch(void) {
  monitor_enter();
  uint64_t epoch = pool.client == 0 ? 0 : pool.epoch;
  monitor_leave();
  return epoch;
}

void pool_close_idle(void) {
  monitor_enter();
  make_ready();
  for (size_t index = 0; index < MAXIMUM_CONNECTIONS_PER_CLIENT; index += 1) {
    if (!pool.connections[index].taken) close_connection(&pool.connections[index]);
  }
  pool.client = 0;
  monitor_leave();
}

void pool_forget(void) {
  make_ready();
  for (size_t index = 0; index < MAXIMUM_CONNECTIONS_PER_CLIENT; index += 1) {
    pool.connections[index].taken = false;
    close_connection(&pool.connections[index]);
  }
  /* Contexts that the child inherited are the parent's: they answer as those of a lost client do. */
  pool.lost = pool.lost || pool.client != 0;
  pool.client = 0;
  pool.asking = false;
}
