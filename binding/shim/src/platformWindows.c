/*
 * The Windows half of platform.h. It uses what Windows 2000 has: real EDBBCLI.DLLs are recorded on old machines.
 * The other half is platformPosix.c; each file is empty on the other's platform.
 */
#include "platform.h"

#ifdef _WIN32
#include <windows.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Longest path that is opened here, with its NUL. */
#define PATH_CHARACTERS 1024

void platform_save_errors(struct platform_errors *errors) {
  errors->last_error = GetLastError();
  errors->error_number = errno;
}

void platform_restore_errors(const struct platform_errors *errors) {
  errno = errors->error_number;
  SetLastError(errors->last_error);
}

int platform_hold_cancellation(void) { return 0; }
void platform_release_cancellation(int held) { (void)held; }

uint32_t platform_process_id(void) { return GetCurrentProcessId(); }
uint32_t platform_thread_id(void) { return GetCurrentThreadId(); }
void platform_open_threads(void) {}
void platform_close_threads(void) {}
void platform_forget_thread(void) {}
uint16_t platform_code_page(void) { return (uint16_t)GetACP(); }

void platform_computer_name(char *name, size_t capacity) {
  DWORD length = (DWORD)capacity;
  if (!GetComputerNameA(name, &length)) name[0] = '\0';
  name[capacity - 1] = '\0';
}

uint64_t platform_microseconds(void) {
  LARGE_INTEGER frequency;
  LARGE_INTEGER count;
  (void)QueryPerformanceFrequency(&frequency);
  (void)QueryPerformanceCounter(&count);
  uint64_t seconds = (uint64_t)(count.QuadPart / frequency.QuadPart);
  uint64_t rest = (uint64_t)(count.QuadPart % frequency.QuadPart);
  return seconds * 1000000u + rest * 1000000u / (uint64_t)frequency.QuadPart;
}

uint64_t platform_milliseconds(void) { return platform_microseconds() / 1000u; }

void platform_sleep(uint32_t milliseconds) { Sleep(milliseconds); }
void platform_yield(void) { (void)SwitchToThread(); }

typedef VOID(WINAPI *time_function)(LPFILETIME);

int64_t platform_time_of_day(void) {
  /* Exact to a microsecond since Windows 8, to some milliseconds before. */
  FARPROC precise = GetProcAddress(GetModuleHandleA("kernel32.dll"), "GetSystemTimePreciseAsFileTime");
  FILETIME now;
  if (precise == NULL) {
    GetSystemTimeAsFileTime(&now);
  } else {
    time_function read_time = NULL;
    memcpy(&read_time, &precise, sizeof read_time);
    read_time(&now);
  }
  uint64_t ticks = ((uint64_t)now.dwHighDateTime << 32) | now.dwLowDateTime;
  /* Tenths of a microsecond since 1601. */
  return (int64_t)(ticks / 10u) - INT64_C(11644473600000000);
}

static bool utf8_from_wide(const WCHAR *wide, char *text, size_t capacity) {
  return WideCharToMultiByte(CP_UTF8, 0, wide, -1, text, (int)capacity, NULL, NULL) > 0;
}

static bool wide_from_utf8(const char *text, WCHAR *wide, size_t capacity) {
  return MultiByteToWideChar(CP_UTF8, 0, text, -1, wide, (int)capacity) > 0;
}

enum platform_variable platform_environment(const char *name, char *value, size_t capacity) {
  WCHAR wide_name[64];
  value[0] = '\0';
  if (!wide_from_utf8(name, wide_name, sizeof wide_name / sizeof wide_name[0])) return VARIABLE_ABSENT;
  /* Of the process, not of the C library: that one saw what there was when it was loaded. */
  SetLastError(ERROR_SUCCESS);
  DWORD length = GetEnvironmentVariableW(wide_name, NULL, 0);
  if (length == 0) return GetLastError() == ERROR_ENVVAR_NOT_FOUND ? VARIABLE_ABSENT : VARIABLE_PRESENT;
  if (length > PATH_CHARACTERS * 4) return VARIABLE_TOO_LONG;
  WCHAR *wide = malloc(((size_t)length + 1) * sizeof *wide);
  if (wide == NULL) return VARIABLE_TOO_LONG;
  DWORD copied = GetEnvironmentVariableW(wide_name, wide, length + 1);
  bool fits = copied <= length && utf8_from_wide(wide, value, capacity);
  free(wide);
  if (!fits) value[0] = '\0';
  return fits ? VARIABLE_PRESENT : VARIABLE_TOO_LONG;
}

void platform_print(const char *line, size_t size_bytes) {
  HANDLE error_output = GetStdHandle(STD_ERROR_HANDLE);
  DWORD written = 0;
  if (error_output != NULL && error_output != INVALID_HANDLE_VALUE) {
    (void)WriteFile(error_output, line, (DWORD)size_bytes, &written, NULL);
  }
  OutputDebugStringA(line);
}

static CRITICAL_SECTION lock;
static HANDLE change;

void monitor_open(void) {
  InitializeCriticalSection(&lock);
  change = CreateEventA(NULL, FALSE, FALSE, NULL);
}

void monitor_enter(void) { EnterCriticalSection(&lock); }
bool monitor_enter_at_end(void) { return TryEnterCriticalSection(&lock) != 0; }
void monitor_leave(void) { LeaveCriticalSection(&lock); }

void monitor_changed(void) {
  if (change != NULL) (void)SetEvent(change);
}

bool monitor_wait(uint64_t deadline_milliseconds) {
  uint64_t now = platform_milliseconds();
  if (now >= deadline_milliseconds) return false;
  /* Of several that wait the event wakes one; the others look again soon. Condition variables came with Vista. */
  uint64_t left = deadline_milliseconds - now;
  DWORD slice = left < 20 ? (DWORD)left : 20;
  LeaveCriticalSection(&lock);
  if (change == NULL) {
    Sleep(slice);
  } else {
    (void)WaitForSingleObject(change, slice);
  }
  EnterCriticalSection(&lock);
  return true;
}

static void tell_reason(char *reason, size_t capacity) {
  (void)snprintf(reason, capacity, "Windows error %lu", GetLastError());
}

void *platform_load(const char *path, char *reason, size_t capacity) {
  WCHAR wide[PATH_CHARACTERS];
  if (!wide_from_utf8(path, wide, PATH_CHARACTERS)) {
    tell_reason(reason, capacity);
    return NULL;
  }
  /* The libraries it needs are looked for beside it; that wants a full path. */
  WCHAR full[PATH_CHARACTERS];
  DWORD length = GetFullPathNameW(wide, PATH_CHARACTERS, full, NULL);
  HMODULE library = NULL;
  if (length > 0 && length < PATH_CHARACTERS && GetFileAttributesW(full) != INVALID_FILE_ATTRIBUTES) {
    library = LoadLibraryExW(full, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
  } else {
    library = LoadLibraryW(wide);
  }
  if (library == NULL) tell_reason(reason, capacity);
  return library;
}

platform_function platform_find(void *library, const char *name) {
  FARPROC address = GetProcAddress(library, name);
  platform_function found = NULL;
  memcpy(&found, &address, sizeof found);
  return found;
}

bool platform_is_ours(platform_function function) {
  static const char here = '\0';
  MEMORY_BASIC_INFORMATION theirs;
  MEMORY_BASIC_INFORMATION ours;
  const void *address = NULL;
  memcpy(&address, &function, sizeof address);
  return VirtualQuery(address, &theirs, sizeof theirs) != 0 && VirtualQuery(&here, &ours, sizeof ours) != 0 &&
         theirs.AllocationBase == ours.AllocationBase;
}

bool platform_file_of(platform_function function, char *path, size_t capacity) {
  MEMORY_BASIC_INFORMATION facts;
  WCHAR wide[PATH_CHARACTERS];
  const void *address = NULL;
  memcpy(&address, &function, sizeof address);
  if (VirtualQuery(address, &facts, sizeof facts) == 0) return false;
  DWORD length = GetModuleFileNameW((HMODULE)facts.AllocationBase, wide, PATH_CHARACTERS);
  return length > 0 && length < PATH_CHARACTERS && utf8_from_wide(wide, path, capacity);
}

static HANDLE open_existing(const char *path, DWORD access) {
  WCHAR wide[PATH_CHARACTERS];
  if (!wide_from_utf8(path, wide, PATH_CHARACTERS)) return INVALID_HANDLE_VALUE;
  return CreateFileW(wide, access, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, NULL, OPEN_EXISTING,
                     FILE_ATTRIBUTE_NORMAL, NULL);
}

static bool identify(const char *path, BY_HANDLE_FILE_INFORMATION *facts) {
  HANDLE file = open_existing(path, 0);
  if (file == INVALID_HANDLE_VALUE) return false;
  BOOL known = GetFileInformationByHandle(file, facts);
  (void)CloseHandle(file);
  return known != 0;
}

bool platform_same_file(const char *one, const char *other) {
  BY_HANDLE_FILE_INFORMATION first;
  BY_HANDLE_FILE_INFORMATION second;
  return identify(one, &first) && identify(other, &second) &&
         first.dwVolumeSerialNumber == second.dwVolumeSerialNumber && first.nFileIndexHigh == second.nFileIndexHigh &&
         first.nFileIndexLow == second.nFileIndexLow;
}

bool platform_read_file(const char *path, struct bytes *content) {
  unsigned char piece[4096];
  HANDLE file = open_existing(path, GENERIC_READ);
  if (file == INVALID_HANDLE_VALUE) return false;
  DWORD got = 1;
  while (got != 0 && !content->failed) {
    got = 0;
    if (!ReadFile(file, piece, sizeof piece, &got, NULL)) content->failed = true;
    bytes_append(content, piece, got);
  }
  (void)CloseHandle(file);
  return !content->failed;
}

struct platform_file {
  HANDLE handle;
  LARGE_INTEGER size_bytes;
};

struct platform_file *platform_create(const char *path, char *reason, size_t capacity) {
  WCHAR wide[PATH_CHARACTERS];
  struct platform_file *file = malloc(sizeof *file);
  if (file == NULL) {
    (void)snprintf(reason, capacity, "out of memory");
    return NULL;
  }
  file->size_bytes.QuadPart = 0;
  file->handle = INVALID_HANDLE_VALUE;
  if (wide_from_utf8(path, wide, PATH_CHARACTERS)) {
    file->handle = CreateFileW(wide, GENERIC_WRITE, FILE_SHARE_READ, NULL, CREATE_NEW, FILE_ATTRIBUTE_NORMAL, NULL);
  }
  if (file->handle != INVALID_HANDLE_VALUE) return file;
  if (GetLastError() == ERROR_FILE_EXISTS) (void)snprintf(reason, capacity, "it exists, and nothing is overwritten");
  else tell_reason(reason, capacity);
  free(file);
  return NULL;
}

bool platform_write(struct platform_file *file, const void *bytes, size_t size_bytes) {
  DWORD written = 0;
  BOOL done = WriteFile(file->handle, bytes, (DWORD)size_bytes, &written, NULL);
  if (done && written == size_bytes) {
    file->size_bytes.QuadPart += (LONGLONG)size_bytes;
    return true;
  }
  if (written > 0 && SetFilePointerEx(file->handle, file->size_bytes, NULL, FILE_BEGIN)) {
    (void)SetEndOfFile(file->handle);
  }
  return false;
}

void platform_close(struct platform_file *file) {
  (void)CloseHandle(file->handle);
  free(file);
}

#else
typedef int platform_windows_is_empty;
#endif
