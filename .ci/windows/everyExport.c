/*
 * A program that was linked with a library which names 26 exports, as that of Visual C++ 6.0 does: it takes the address of each,
 * calls the two that the other list lacks, and looks at its stack. Prints a line for each call, and "sound" at the end.
 */
#include <stdint.h>
#include <stdio.h>

#define EDBPROOF_UNDOCUMENTED
#include "edbbcli.h"

BOOL EDBBACK_API DllEntryPoint(HINSTANCE library, DWORD reason, LPVOID reserved);

#if defined(__i386__)
#define STACK_POINTER(name) __asm__ volatile("movl %%esp, %0" : "=m"(name))
#else
#define STACK_POINTER(name) ((name) = 0)
#endif

int main(void) {
  const void *const addresses[] = {EVERY_EXPORT};
  static volatile uintptr_t before;
  static volatile uintptr_t after;
  static HRESULT code;
  for (size_t index = 0; index < sizeof addresses / sizeof addresses[0]; index += 1) {
    if (addresses[index] == NULL) return 2;
  }
  STACK_POINTER(before);
  code = I_HrRestoreW((PVOID)1, (PVOID)2, (PVOID)3, (PVOID)4, (PVOID)5, (PVOID)6, (PVOID)7, (PVOID)8, (PVOID)-1);
  STACK_POINTER(after);
  printf("I_HrRestoreW %08lx %s\n", (unsigned long)code, before == after ? "popped" : "not popped");
  for (DWORD reason = 0; reason < 5; reason += 1) {
    BOOL answer;
    STACK_POINTER(before);
    answer = DllEntryPoint(NULL, reason, NULL);
    STACK_POINTER(after);
    printf("DllEntryPoint %lu %d %s\n", reason, answer, before == after ? "popped" : "not popped");
  }
  /* The library still does what it did: the host is asked, and not a new client of it. */
  printf("I_HrCheckBackupLogs %08lx\nsound\n", (unsigned long)I_HrCheckBackupLogs(NULL));
  return 0;
}
