/*
 * What a C program gets through a connection to Node, in ways that move the same bytes: `api` calls the functions of the drop-in
 * library, `bare` writes requests and reads replies of the same sizes with nothing around them. `watching` is the same, but looks
 * for a reply a while before it sleeps, as the library does.
 *
 *   client api|bare|watching SMALL READS      prints the seconds of SMALL small calls and of READS reads of 64 KiB
 *
 * The endpoint is EDBPROOF_ENDPOINT, as for the library.
 */
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "edbbcli.h"

enum { READ_BYTES = 65536, SMALL_REQUEST = 24, SMALL_REPLY = 16, READ_REQUEST = 29, READ_REPLY = 20 + READ_BYTES };

static unsigned char buffer[READ_REPLY];

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void must(int good, const char *what) {
  if (good) return;
  fprintf(stderr, "client: %s failed\n", what);
  exit(1);
}

static int connected(void) {
  const char *endpoint = getenv("EDBPROOF_ENDPOINT");
  must(endpoint != NULL, "EDBPROOF_ENDPOINT");
  if (strncmp(endpoint, "unix:", 5) == 0) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    strncpy(address.sun_path, endpoint + 5, sizeof address.sun_path - 1);
    int file = socket(AF_UNIX, SOCK_STREAM, 0);
    must(connect(file, (struct sockaddr *)&address, sizeof address) == 0, "connect");
    return file;
  }
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  address.sin_port = htons((unsigned short)atoi(strrchr(endpoint, ':') + 1));
  int file = socket(AF_INET, SOCK_STREAM, 0), on = 1;
  setsockopt(file, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  must(connect(file, (struct sockaddr *)&address, sizeof address) == 0, "connect");
  return file;
}

static const double WATCH_SECONDS = 100e-6;

/* What has come, looked for a while before it is slept for. */
static ssize_t watched(int file, void *bytes, size_t size) {
  double end = now() + WATCH_SECONDS;
  do {
    ssize_t got = recv(file, bytes, size, MSG_DONTWAIT);
    if (got >= 0) return got;
    sched_yield();
  } while (now() < end);
  return recv(file, bytes, size, 0);
}

static ssize_t slept_for(int file, void *bytes, size_t size) { return recv(file, bytes, size, 0); }

typedef ssize_t (*receiver)(int file, void *bytes, size_t size);

/* The first byte says which reply is wanted. */
static void exchange(int file, unsigned char kind, size_t request, size_t reply, receiver receive) {
  static unsigned char asked[READ_REQUEST];
  asked[0] = kind;
  must(send(file, asked, request, 0) == (ssize_t)request, "send");
  for (size_t done = 0; done < reply;) {
    ssize_t got = receive(file, buffer + done, reply - done);
    must(got > 0, "recv");
    done += (size_t)got;
  }
}

static void bare(receiver receive, long small, long reads, double *small_time, double *read_time) {
  int file = connected();
  double begun = now();
  for (long i = 0; i < small; i++) exchange(file, 1, SMALL_REQUEST, SMALL_REPLY, receive);
  *small_time = now() - begun;
  begun = now();
  for (long i = 0; i < reads; i++) exchange(file, 2, READ_REQUEST, READ_REPLY, receive);
  *read_time = now() - begun;
  close(file);
}

static void api(long small, long reads, double *small_time, double *read_time) {
  HBC hbc;
  LARGE_INTEGER size;
  DWORD got;
  must(HrBackupPrepareA("BENCH", EDBBACK_MDB_SERVER, 0, BACKUP_TYPE_FULL, &hbc) == hrNone, "HrBackupPrepare");
  double begun = now();
  for (long i = 0; i < small; i++) must(HrBackupClose(NULL) == hrInvalidHandle, "HrBackupClose");
  *small_time = now() - begun;
  must(HrBackupOpenFileA(hbc, "\\\\BENCH\\D$\\exchsrvr\\mdbdata\\priv.edb", READ_BYTES, &size) == hrNone, "HrBackupOpenFile");
  must(size.QuadPart >= (long long)reads * READ_BYTES, "a database large enough");
  begun = now();
  for (long i = 0; i < reads; i++) must(HrBackupRead(hbc, buffer, READ_BYTES, &got) == hrNone && got == READ_BYTES, "HrBackupRead");
  *read_time = now() - begun;
  must(HrBackupClose(hbc) == hrNone && HrBackupEnd(hbc) == hrNone, "the end");
}

int main(int argc, char **argv) {
  double small_time = 0, read_time = 0;
  if (argc != 4) return 2;
  long small = atol(argv[2]), reads = atol(argv[3]);
  if (strcmp(argv[1], "api") == 0) api(small, reads, &small_time, &read_time);
  else bare(strcmp(argv[1], "watching") == 0 ? watched : slept_for, small, reads, &small_time, &read_time);
  printf("%.6f %.6f\n", small_time, read_time);
  return 0;
}
