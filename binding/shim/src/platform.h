/* What differs between Linux and Windows, behind one face. Texts and paths are UTF-8 on both. */
#ifndef EDBPROOF_PLATFORM_H
#define EDBPROOF_PLATFORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bytes.h"

/* Numbers of WIRE.md, names of trace lines. */
#if defined(_WIN64)
#define PLATFORM_NUMBER 3
#define PLATFORM_NAME "win32-x64"
#elif defined(_WIN32)
#define PLATFORM_NUMBER 2
#define PLATFORM_NAME "win32-x86"
#else
#define PLATFORM_NUMBER 1
#define PLATFORM_NAME "linux-x64"
#endif

/* What a call must leave as it was, or as the real library left it. */
struct platform_errors {
  int error_number;
#ifdef _WIN32
  unsigned long last_error;
#endif
};
void platform_save_errors(struct platform_errors *errors);
void platform_restore_errors(const struct platform_errors *errors);

/* POSIX threads can be cancelled inside a call; a cancelled one would keep its connection for ever. */
int platform_hold_cancellation(void);
void platform_release_cancellation(int held);

uint32_t platform_process_id(void);
uint32_t platform_thread_id(void);
/* When the library is loaded, when it is unloaded, and in the child of a fork, whose one thread has another number. */
void platform_open_threads(void);
void platform_close_threads(void);
void platform_forget_thread(void);
/* The ANSI code page of this process, 0 where there is none. */
uint16_t platform_code_page(void);
/* The name of this computer, empty when it is unknown or does not fit. */
void platform_computer_name(char *name, size_t capacity);

/* A steady clock, for limits. */
uint64_t platform_microseconds(void);
uint64_t platform_milliseconds(void);
void platform_sleep(uint32_t milliseconds);
/* Whoever else wants this processor has it first. */
void platform_yield(void);
/* Microseconds since 1970, UTC, for people. */
int64_t platform_time_of_day(void);

/* The value of a variable, its length otherwise: like snprintf, a result >= capacity says that it did not fit. */
enum platform_variable { VARIABLE_ABSENT, VARIABLE_PRESENT, VARIABLE_TOO_LONG };
enum platform_variable platform_environment(const char *name, char *value, size_t capacity);

/* One write to stderr. On Windows a debugger sees it too, because an agent with windows has no stderr. */
void platform_print(const char *line, size_t size_bytes);

/*
 * The one lock of the library. It guards tables and flags and is never held while anything is waited for, except in
 * monitor_wait, which lets go of it. Opened when the library is loaded.
 */
void monitor_open(void);
void monitor_enter(void);
void monitor_leave(void);
/* When the process ends: false where the lock may be one that nobody will ever leave. */
bool monitor_enter_at_end(void);
/* Waits until monitor_changed was called, or a little while; false once the deadline has passed. */
bool monitor_wait(uint64_t deadline_milliseconds);
void monitor_changed(void);

/* A native library. NULL, and a reason for a person, when it cannot be loaded. */
void *platform_load(const char *path, char *reason, size_t capacity);
typedef void (*platform_function)(void);
platform_function platform_find(void *library, const char *name);
/* Whether a function belongs to this very library. */
bool platform_is_ours(platform_function function);
/* The file that the library of a function was loaded from; false when it is unknown, or does not fit. */
bool platform_file_of(platform_function function, char *path, size_t capacity);

/* Whether two paths lead to one file that is there. */
bool platform_same_file(const char *one, const char *other);
/* Appends all that a file holds; false when it cannot be read, or is more than the bytes may hold. */
bool platform_read_file(const char *path, struct bytes *content);

/* A new file; one that exists is not touched. Child processes do not inherit it. */
struct platform_file;
struct platform_file *platform_create(const char *path, char *reason, size_t capacity);
/* All or nothing: what could not be written whole is taken back. */
bool platform_write(struct platform_file *file, const void *bytes, size_t size_bytes);
void platform_close(struct platform_file *file);

#endif
