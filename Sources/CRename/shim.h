// renameat2(2) by system call: glibc hides it from Swift behind _GNU_SOURCE.
#ifndef CLEARINGHOUSE_RENAME_H
#define CLEARINGHOUSE_RENAME_H

#ifdef __linux__
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

/// Exchanges two paths in one step; 0, or -1 with errno set.
static inline int clearinghouse_exchange(const char *left, const char *right) {
  return (int)syscall(SYS_renameat2, AT_FDCWD, left, AT_FDCWD, right, 2u);
}
#else
#include <stdio.h>

static inline int clearinghouse_exchange(const char *left, const char *right) {
  return renamex_np(left, right, RENAME_SWAP);
}
#endif
#endif
