// Makes one call of a program to its C library fail, or the program die there: what a full disk, a
// disk that went away, or a kill at that very moment does. For LD_PRELOAD.
//
//   FAULT_CALL   write, open, mkdir, rename, exchange, unlink or rmdir; "any" counts all of them
//   FAULT_PATH   only calls on paths that contain this text count (of two paths, the first)
//   FAULT_COUNT  the call that is hit: 1 is the first
//   FAULT_ERROR  the error number it fails with; 0: the program is killed before the call
//   FAULT_LOG    a file to append each counted call to, one a line
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static atomic_int calls;
// The real syscall(), which some libraries need before any constructor has run.
static long systemCall(long number, long a, long b, long c, long d, long e, long f) {
  static long (*real)(long, ...);
  if (!real) real = (long (*)(long, ...))dlsym(RTLD_NEXT, "syscall");
  return real(number, a, b, c, d, e, f);
}

// Whether this call must fail now; errno is set then.
static int hit(const char *call, const char *path) {
  const char *wanted = getenv("FAULT_CALL"), *part = getenv("FAULT_PATH");
  if (!wanted || !path || (part && !strstr(path, part))) return 0;
  if (strcmp(wanted, "any") && strcmp(wanted, call)) return 0;
  int number = atomic_fetch_add(&calls, 1) + 1;
  const char *log = getenv("FAULT_LOG"), *count = getenv("FAULT_COUNT");
  if (log) {
    char line[4400];
    int length = snprintf(line, sizeof line, "%d %s %s\n", number, call, path);
    int file = (int)systemCall(
        SYS_openat, AT_FDCWD, (long)log, O_WRONLY | O_APPEND | O_CREAT, 0666, 0, 0);
    systemCall(SYS_write, file, (long)line, length, 0, 0, 0);
    systemCall(SYS_close, file, 0, 0, 0, 0, 0);
  }
  if (!count || number != atoi(count)) return 0;
  int code = getenv("FAULT_ERROR") ? atoi(getenv("FAULT_ERROR")) : 0;
  if (code == 0) kill(getpid(), SIGKILL);
  errno = code;
  return 1;
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int file, const void *bytes, size_t count) {
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length > 0) {
    path[length] = 0;
    if (hit("write", path)) return -1;
  }
  return NEXT(write)(file, bytes, count);
}

static int opening(const char *path, int flags, mode_t mode) {
  if ((flags & O_ACCMODE) != O_RDONLY && hit("open", path)) return -1;
  return (int)systemCall(SYS_openat, AT_FDCWD, (long)path, flags, mode, 0, 0);
}

int open(const char *path, int flags, ...) {
  va_list list;
  va_start(list, flags);
  mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(list, mode_t) : 0;
  va_end(list);
  return opening(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  va_list list;
  va_start(list, flags);
  mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(list, mode_t) : 0;
  va_end(list);
  return opening(path, flags, mode);
}

int mkdir(const char *path, mode_t mode) { return hit("mkdir", path) ? -1 : NEXT(mkdir)(path, mode); }
int rmdir(const char *path) { return hit("rmdir", path) ? -1 : NEXT(rmdir)(path); }
int unlink(const char *path) { return hit("unlink", path) ? -1 : NEXT(unlink)(path); }

int rename(const char *from, const char *to) {
  return hit("rename", from) ? -1 : NEXT(rename)(from, to);
}

// renameat2 by its number: two paths change places, or one is renamed to a name that must be free.
long syscall(long number, ...) {
  va_list list;
  va_start(list, number);
  long a[6];
  for (int i = 0; i < 6; i++) a[i] = va_arg(list, long);
  va_end(list);
  if (number == SYS_renameat2 && hit("exchange", (const char *)a[1])) return -1;
  return systemCall(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}
