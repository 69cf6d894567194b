/* What happens when the library is loaded and unloaded, and when the process forks. It connects in neither. */
#include "platform.h"
#include "pool.h"
#include "record.h"

#ifdef _WIN32
#include <windows.h>

BOOL WINAPI DllMain(HINSTANCE library, DWORD reason, LPVOID process_ends) {
  if (reason == DLL_PROCESS_ATTACH) {
    monitor_open();
    (void)DisableThreadLibraryCalls(library);
  }
  if (reason == DLL_PROCESS_DETACH) {
    /* When the process ends, Windows has stopped all other threads, wherever they were, and closes everything. */
    record_finish(process_ends != NULL);
    if (process_ends == NULL) pool_close_idle();
  }
  return TRUE;
}

#else
#include <pthread.h>

static void child_of_fork(void) {
  platform_forget_thread();
  monitor_open();
  pool_forget();
  record_forget();
  monitor_leave();
}

__attribute__((constructor)) static void loaded(void) {
  platform_open_threads();
  monitor_open();
  (void)pthread_atfork(monitor_enter, monitor_leave, child_of_fork);
}

__attribute__((destructor)) static void unloaded(void) {
  record_finish(false);
  pool_close_idle();
  platform_close_threads();
}
#endif
