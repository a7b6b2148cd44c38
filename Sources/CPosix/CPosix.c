// The two renames that neither Swift's Glibc module nor plain POSIX knows.
#define _GNU_SOURCE
#include "CPosix.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>

#if defined(__linux__)
#include <sys/syscall.h>
#include <unistd.h>

// By number, because musl has the wrapper only in recent versions.
static int rename_with(const char *from, const char *to, unsigned flags) {
  return (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, flags);
}

int astrolabe_exchange(const char *first, const char *second) {
  return rename_with(first, second, 1u << 1);  // RENAME_EXCHANGE
}

int astrolabe_rename_exclusive(const char *from, const char *to) {
  return rename_with(from, to, 1u << 0);  // RENAME_NOREPLACE
}
#else
int astrolabe_exchange(const char *first, const char *second) {
  return renamex_np(first, second, RENAME_SWAP);
}

int astrolabe_rename_exclusive(const char *from, const char *to) {
  return renamex_np(from, to, RENAME_EXCL);
}
#endif
