#define _GNU_SOURCE
#include "driver.h"

#include <dlfcn.h>
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static bool faulty;
static unsigned transfers;

void plant_faults(void) { faulty = true; }

/* 0 when a transfer may go on, else the error that stands in its way: each second and third one. */
static int next_fault(void) {
  if (!faulty) return 0;
  transfers += 1;
  return transfers % 3 == 0 ? EAGAIN : transfers % 3 == 1 ? EINTR : 0;
}

static unsigned sip_milliseconds;

void sip(unsigned milliseconds) {
  sip_milliseconds = milliseconds;
  printf("milliseconds=%u", milliseconds);
}

/* How much of so much a receive takes. */
static size_t received_at_once(size_t size) {
  if (sip_milliseconds > 0) {
    (void)usleep(sip_milliseconds * 1000);
    return 1;
  }
  return faulty && size > 5 ? 5 : size;
}

/* Whether this thread's next reply is kept from the library; the driver waits for one, and it for the driver. */
static __thread bool holds_reply;
static sem_t received_reply;
static sem_t released_reply;

static ssize_t held(ssize_t received) {
  if (!holds_reply || received <= 0) return received;
  holds_reply = false;
  (void)sem_post(&received_reply);
  (void)sem_wait(&released_reply);
  return received;
}

static bool counting;
static struct {
  unsigned sends;
  unsigned receives;
  /* Receives that would not wait, and found nothing. */
  unsigned looks;
  /* Whether a connection is quiet. */
  unsigned peeks;
  unsigned waits;
} requests;

void print_requests(void) {
  printf("sends=%u receives=%u looks=%u peeks=%u waits=%u", requests.sends, requests.receives, requests.looks,
         requests.peeks, requests.waits);
  memset(&requests, 0, sizeof requests);
  counting = true;
}

typedef ssize_t (*send_function)(int, const void *, size_t, int);
typedef ssize_t (*receive_function)(int, void *, size_t, int);
typedef int (*wait_function)(struct pollfd *, nfds_t, int);

/* The library finds these before those of the C library, as it does with every program that defines them. */
ssize_t send(int descriptor, const void *bytes, size_t size, int flags) {
  send_function next;
  void *address = dlsym(RTLD_NEXT, "send");
  memcpy(&next, &address, sizeof next);
  int fault = next_fault();
  if (counting) requests.sends += 1;
  if (fault == 0) return next(descriptor, bytes, faulty && size > 7 ? 7 : size, flags);
  errno = fault;
  return -1;
}

/* What a receive was; errno stays as it is. */
static ssize_t counted(ssize_t received, int flags) {
  if (!counting) return received;
  if ((flags & MSG_PEEK) != 0) requests.peeks += 1;
  else if (received < 0 && errno == EAGAIN && (flags & MSG_DONTWAIT) != 0) requests.looks += 1;
  else requests.receives += 1;
  return received;
}

typedef ssize_t (*receive_parts_function)(int, struct msghdr *, int);

ssize_t recvmsg(int descriptor, struct msghdr *message, int flags) {
  receive_parts_function next;
  void *address = dlsym(RTLD_NEXT, "recvmsg");
  memcpy(&next, &address, sizeof next);
  int fault = next_fault();
  if (fault != 0) {
    errno = fault;
    return counted(-1, flags);
  }
  size_t size = received_at_once(message->msg_iov[0].iov_len);
  if (sip_milliseconds > 0 || size < message->msg_iov[0].iov_len) {
    message->msg_iov[0].iov_len = size;
    message->msg_iovlen = 1;
  }
  return counted(next(descriptor, message, flags), flags);
}

ssize_t recv(int descriptor, void *bytes, size_t size, int flags) {
  receive_function next;
  void *address = dlsym(RTLD_NEXT, "recv");
  memcpy(&next, &address, sizeof next);
  /* Whether a connection is quiet is asked between two calls, and no fault of this kind comes there. */
  int fault = (flags & MSG_PEEK) != 0 ? 0 : next_fault();
  if (fault == 0) return held(counted(next(descriptor, bytes, received_at_once(size), flags), flags));
  errno = fault;
  return counted(-1, flags);
}

int poll(struct pollfd *polled, nfds_t count, int milliseconds) {
  wait_function next;
  void *address = dlsym(RTLD_NEXT, "poll");
  memcpy(&next, &address, sizeof next);
  if (counting) requests.waits += 1;
  return next(polled, count, milliseconds);
}

struct work {
  pthread_t thread;
  size_t contexts;
  size_t reads;
  unsigned number;
  unsigned wrong;
};

/* The host answers with contexts, lists and data that say whose they are: a mixed-up reply is seen. */
static void *work(void *argument) {
  struct work *mine = argument;
  for (size_t context_index = 0; context_index < mine->contexts; context_index += 1) {
    char server[32];
    (void)snprintf(server, sizeof server, "T%u-%zu", mine->number, context_index);
    char annotation[] = EDBBACK_MDB_SERVER;
    HBC context = NULL;
    if (HrBackupPrepareA(server, annotation, 0, BACKUP_TYPE_FULL, &context) != hrNone) {
      mine->wrong += 1;
      continue;
    }
    LPSTR list = NULL;
    DWORD size = 0;
    if (HrBackupGetDatabaseNamesA(context, &list, &size) != hrNone || size != strlen(server) + 1 ||
        memcmp(list, server, size) != 0) {
      mine->wrong += 1;
    }
    for (size_t read_index = 0; read_index < mine->reads; read_index += 1) {
      unsigned char buffer[512];
      DWORD bytes_read = 0;
      DWORD asked = (DWORD)(1 + (read_index * 37 + mine->number) % sizeof buffer);
      memset(buffer, 0xEE, sizeof buffer);
      HRESULT code = HrBackupRead(context, buffer, asked, &bytes_read);
      if (code != hrNone || bytes_read != asked) mine->wrong += 1;
      for (DWORD at = 0; at < asked; at += 1) {
        if (buffer[at] != (unsigned char)(uintptr_t)context) mine->wrong += 1;
      }
      if (asked < sizeof buffer && buffer[asked] != 0xEE) mine->wrong += 1;
    }
    BackupFree(list);
    if (HrBackupEnd(context) != hrNone) mine->wrong += 1;
  }
  return NULL;
}

void run_threads(size_t count, size_t contexts, size_t reads) {
  struct work *all = calloc(count, sizeof *all);
  if (all == NULL) fail("no memory");
  unsigned wrong = 0;
  for (size_t index = 0; index < count; index += 1) {
    all[index].contexts = contexts;
    all[index].reads = reads;
    all[index].number = (unsigned)index;
    if (pthread_create(&all[index].thread, NULL, work, &all[index]) != 0) fail("no thread");
  }
  for (size_t index = 0; index < count; index += 1) {
    (void)pthread_join(all[index].thread, NULL);
    wrong += all[index].wrong;
  }
  free(all);
  printf("wrong=%u", wrong);
}

/* The child uses its parent's context and its parent's newest list, then makes a context of its own. */
void run_fork(HBC inherited, void *list) {
  fflush(stdout);
  int ends[2];
  if (pipe(ends) != 0) fail("no pipe");
  pid_t child = fork();
  if (child == 0) {
    char server[] = "child";
    char annotation[] = EDBBACK_MDB_SERVER;
    HBC own = NULL;
    unsigned before = (unsigned)HrBackupClose(inherited);
    if (list != NULL) BackupFree(list);
    unsigned prepared = (unsigned)HrBackupPrepareA(server, annotation, 0, BACKUP_TYPE_FULL, &own);
    unsigned after = (unsigned)HrBackupClose(own);
    dprintf(ends[1], "inherited=%08x prepared=%08x own=%08x child=%d", before, prepared, after, (int)getpid());
    close(ends[1]);
    exit(0);
  }
  close(ends[1]);
  char line[200];
  size_t used = 0;
  for (ssize_t got = 1; got > 0 && used < sizeof line - 1; used += (size_t)got) {
    got = read(ends[0], line + used, sizeof line - 1 - used);
    if (got < 0) got = 0;
  }
  line[used] = '\0';
  int status = 0;
  (void)waitpid(child, &status, 0);
  printf("%s status=%d", line, status);
}

static int count_sockets(void) {
  int count = 0;
  struct stat facts;
  for (int descriptor = 0; descriptor < 1024; descriptor += 1) {
    if (fstat(descriptor, &facts) == 0 && S_ISSOCK(facts.st_mode)) count += 1;
  }
  return count;
}

void print_sockets(void) {
  fflush(stdout);
  pid_t child = fork();
  if (child == 0) _exit(count_sockets());
  int status = 0;
  if (waitpid(child, &status, 0) != child || !WIFEXITED(status)) fail("no child");
  printf("here=%d child=%d", count_sockets(), WEXITSTATUS(status));
}

static struct {
  pthread_t thread;
  HBC context;
  bool is_held;
  unsigned code;
} beside;

__attribute__((noinline)) static void perform_beside(void) {
  char server[] = "beside";
  char annotation[] = EDBBACK_MDB_SERVER;
  HBC own = NULL;
  holds_reply = beside.is_held;
  beside.code = (unsigned)(beside.context == NULL ? HrBackupPrepareA(server, annotation, 0, BACKUP_TYPE_FULL, &own)
                                                  : HrBackupClose(beside.context));
}

/* Cancelled where no checked memory is on the stack: the checkers do not see that it is gone. */
static void *call_beside(void *unused) {
  (void)unused;
  perform_beside();
  pthread_testcancel();
  return NULL;
}

void start_beside(HBC context, bool is_held) {
  beside.context = context;
  beside.is_held = is_held;
  (void)sem_init(&received_reply, 0, 0);
  (void)sem_init(&released_reply, 0, 0);
  if (pthread_create(&beside.thread, NULL, call_beside, NULL) != 0) fail("no thread");
  if (is_held) (void)sem_wait(&received_reply);
  printf("begun");
}

void cancel_beside(void) { printf("cancel=%d", pthread_cancel(beside.thread)); }

void join_beside(void) {
  void *result = NULL;
  (void)sem_post(&released_reply);
  (void)pthread_join(beside.thread, &result);
  printf("code=%08x cancelled=%d", beside.code, result == PTHREAD_CANCELED);
}

void collect_lists(HBC context, size_t count) {
  size_t collected = 0;
  HRESULT code = hrNone;
  while (collected < count && code == hrNone) {
    LPSTR list = NULL;
    DWORD size = 0;
    code = HrBackupGetDatabaseNamesA(context, &list, &size);
    if (code == hrNone) collected += 1;
  }
  printf("collected=%zu code=%08x", collected, (unsigned)code);
}

void plant_overrun(void) {
  volatile char *memory = malloc(8);
  if (memory == NULL) fail("no memory");
  volatile size_t beyond = 8;
  printf("beyond=%d", memory[beyond] == 0);
  free((void *)(uintptr_t)memory);
}

static void *count_up(void *count) {
  for (int round = 0; round < 1000; round += 1) *(volatile int *)count += 1;
  return NULL;
}

void plant_race(void) {
  int count = 0;
  pthread_t other;
  if (pthread_create(&other, NULL, count_up, &count) != 0) fail("no thread");
  (void)count_up(&count);
  (void)pthread_join(other, NULL);
  printf("count=%d", count);
}

void plant_leak(void) {
  /* Overwritten at once, so that no register still points there when the checker looks. */
  void *volatile lost = malloc(1234);
  lost = NULL;
  printf("lost=%d", lost == NULL);
}
