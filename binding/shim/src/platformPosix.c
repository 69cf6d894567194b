/* The Linux half of platform.h. The other half is platformWindows.c; each file is empty on the other's platform. */
#ifndef _WIN32
#define _GNU_SOURCE
#endif
#include "platform.h"

#ifndef _WIN32
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

void platform_save_errors(struct platform_errors *errors) { errors->error_number = errno; }
void platform_restore_errors(const struct platform_errors *errors) { errno = errors->error_number; }

int platform_hold_cancellation(void) {
  int before = PTHREAD_CANCEL_ENABLE;
  (void)pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &before);
  return before;
}

void platform_release_cancellation(int held) { (void)pthread_setcancelstate(held, NULL); }

uint32_t platform_process_id(void) { return (uint32_t)getpid(); }

/* What a thread has under it is its number: asking the system for that in each call would be a request more. */
static pthread_key_t thread_key;
static bool has_thread_key;

void platform_open_threads(void) { has_thread_key = pthread_key_create(&thread_key, NULL) == 0; }

void platform_close_threads(void) {
  if (has_thread_key) (void)pthread_key_delete(thread_key);
  has_thread_key = false;
}

void platform_forget_thread(void) {
  if (has_thread_key) (void)pthread_setspecific(thread_key, NULL);
}

uint32_t platform_thread_id(void) {
  uintptr_t known = has_thread_key ? (uintptr_t)pthread_getspecific(thread_key) : 0;
  if (known != 0) return (uint32_t)known;
  uint32_t number = (uint32_t)syscall(SYS_gettid);
  if (has_thread_key) (void)pthread_setspecific(thread_key, (void *)(uintptr_t)number);
  return number;
}

uint16_t platform_code_page(void) { return 0; }

void platform_computer_name(char *name, size_t capacity) {
  if (gethostname(name, capacity) != 0) name[0] = '\0';
  /* POSIX does not say whether a name that was cut ends with a NUL. */
  name[capacity - 1] = '\0';
}

uint64_t platform_microseconds(void) {
  struct timespec now;
  (void)clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000u + (uint64_t)now.tv_nsec / 1000u;
}

uint64_t platform_milliseconds(void) { return platform_microseconds() / 1000u; }

void platform_yield(void) { (void)sched_yield(); }

void platform_sleep(uint32_t milliseconds) {
  struct timespec wait;
  wait.tv_sec = (time_t)(milliseconds / 1000u);
  wait.tv_nsec = (long)(milliseconds % 1000u) * 1000000L;
  (void)nanosleep(&wait, NULL);
}

int64_t platform_time_of_day(void) {
  struct timespec now;
  (void)clock_gettime(CLOCK_REALTIME, &now);
  return (int64_t)now.tv_sec * 1000000 + (int64_t)now.tv_nsec / 1000;
}

enum platform_variable platform_environment(const char *name, char *value, size_t capacity) {
  /* Secure: a program that runs with another user's rights loads no library that its caller names. */
  const char *found = secure_getenv(name);
  value[0] = '\0';
  if (found == NULL) return VARIABLE_ABSENT;
  size_t length = strlen(found);
  if (length >= capacity) return VARIABLE_TOO_LONG;
  memcpy(value, found, length + 1);
  return VARIABLE_PRESENT;
}

/* Writes without the signal that a pipe without a reader sends: the agent did not ask for our lines. */
static ssize_t write_quietly(int descriptor, const void *bytes, size_t size_bytes) {
  sigset_t pipe_signal;
  sigset_t pending;
  sigset_t before;
  (void)sigemptyset(&pipe_signal);
  (void)sigaddset(&pipe_signal, SIGPIPE);
  (void)sigemptyset(&pending);
  (void)sigpending(&pending);
  (void)pthread_sigmask(SIG_BLOCK, &pipe_signal, &before);
  ssize_t written;
  do written = write(descriptor, bytes, size_bytes);
  while (written < 0 && errno == EINTR);
  if (written < 0 && errno == EPIPE && sigismember(&pending, SIGPIPE) == 0) {
    const struct timespec at_once = {0, 0};
    (void)sigtimedwait(&pipe_signal, NULL, &at_once);
  }
  (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
  return written;
}

void platform_print(const char *line, size_t size_bytes) { (void)write_quietly(STDERR_FILENO, line, size_bytes); }

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t change = PTHREAD_COND_INITIALIZER;

void monitor_open(void) {
  /* The child of a fork comes here too: whoever waited in the parent does not exist in it. */
  pthread_condattr_t attributes;
  (void)pthread_condattr_init(&attributes);
  (void)pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
  (void)pthread_cond_init(&change, &attributes);
  (void)pthread_condattr_destroy(&attributes);
}

void monitor_enter(void) { (void)pthread_mutex_lock(&lock); }
bool monitor_enter_at_end(void) {
  monitor_enter();
  return true;
}
void monitor_leave(void) { (void)pthread_mutex_unlock(&lock); }
void monitor_changed(void) { (void)pthread_cond_broadcast(&change); }

bool monitor_wait(uint64_t deadline_milliseconds) {
  if (platform_milliseconds() >= deadline_milliseconds) return false;
  struct timespec until;
  until.tv_sec = (time_t)(deadline_milliseconds / 1000u);
  until.tv_nsec = (long)(deadline_milliseconds % 1000u) * 1000000L;
  (void)pthread_cond_timedwait(&change, &lock, &until);
  return true;
}

void *platform_load(const char *path, char *reason, size_t capacity) {
  void *library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) {
    const char *problem = dlerror();
    (void)snprintf(reason, capacity, "%s", problem == NULL ? "it cannot be loaded" : problem);
  }
  return library;
}

platform_function platform_find(void *library, const char *name) {
  void *address = dlsym(library, name);
  platform_function found = NULL;
  /* ISO C has no conversion between the two kinds of pointers; POSIX promises that they have one shape. */
  memcpy(&found, &address, sizeof found);
  return found;
}

bool platform_is_ours(platform_function function) {
  static const char here = '\0';
  Dl_info theirs;
  Dl_info ours;
  void *address = NULL;
  memcpy(&address, &function, sizeof address);
  return dladdr(address, &theirs) != 0 && dladdr(&here, &ours) != 0 && theirs.dli_fbase == ours.dli_fbase;
}

bool platform_file_of(platform_function function, char *path, size_t capacity) {
  Dl_info facts;
  void *address = NULL;
  memcpy(&address, &function, sizeof address);
  if (dladdr(address, &facts) == 0 || facts.dli_fname == NULL || strlen(facts.dli_fname) >= capacity) return false;
  memcpy(path, facts.dli_fname, strlen(facts.dli_fname) + 1);
  return true;
}

bool platform_same_file(const char *one, const char *other) {
  struct stat first;
  struct stat second;
  return stat(one, &first) == 0 && stat(other, &second) == 0 && first.st_dev == second.st_dev &&
         first.st_ino == second.st_ino;
}

bool platform_read_file(const char *path, struct bytes *content) {
  unsigned char piece[4096];
  int descriptor = open(path, O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return false;
  ssize_t got = 1;
  while (got != 0 && !content->failed) {
    got = read(descriptor, piece, sizeof piece);
    if (got > 0) bytes_append(content, piece, (size_t)got);
    if (got < 0 && errno != EINTR) content->failed = true;
  }
  (void)close(descriptor);
  return !content->failed;
}

struct platform_file {
  int descriptor;
  off_t size_bytes;
};

/* What is there already, unless that is a file: then -1 and EEXIST. */
static int open_device(const char *path) {
  struct stat facts;
  int descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0 || fstat(descriptor, &facts) != 0 || !S_ISREG(facts.st_mode)) return descriptor;
  (void)close(descriptor);
  errno = EEXIST;
  return -1;
}

struct platform_file *platform_create(const char *path, char *reason, size_t capacity) {
  struct platform_file *file = malloc(sizeof *file);
  if (file == NULL) {
    (void)snprintf(reason, capacity, "out of memory");
    return NULL;
  }
  file->descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0666);
  if (file->descriptor < 0 && errno == EEXIST) file->descriptor = open_device(path);
  file->size_bytes = 0;
  if (file->descriptor >= 0) return file;
  (void)snprintf(reason, capacity, "%s", errno == EEXIST ? "it exists, and nothing is overwritten" : strerror(errno));
  free(file);
  return NULL;
}

bool platform_write(struct platform_file *file, const void *bytes, size_t size_bytes) {
  ssize_t written = write_quietly(file->descriptor, bytes, size_bytes);
  if (written == (ssize_t)size_bytes) {
    file->size_bytes += (off_t)size_bytes;
    return true;
  }
  if (written > 0 && ftruncate(file->descriptor, file->size_bytes) != 0) {
    /* No regular file: half a line stays, and it is the last one. */
    return false;
  }
  return false;
}

void platform_close(struct platform_file *file) {
  (void)close(file->descriptor);
  free(file);
}

#else
typedef int platform_posix_is_empty;
#endif
