// Two calls that Swift does not see: glibc hides renameat2(2) and syncfs(2) behind _GNU_SOURCE.
#ifndef CLEARINGHOUSE_RENAME_H
#define CLEARINGHOUSE_RENAME_H

#include <unistd.h>

#ifdef __linux__
#include <fcntl.h>
#include <sys/syscall.h>

/// Exchanges two paths in one step; 0, or -1 with errno set.
static inline int clearinghouse_exchange(const char *left, const char *right) {
  return (int)syscall(SYS_renameat2, AT_FDCWD, left, AT_FDCWD, right, 2u);
}

/// Waits until everything written to the open file's file system is on the disk; 0, or -1 with errno set.
static inline int clearinghouse_sync(int descriptor) {
  return (int)syscall(SYS_syncfs, descriptor);
}
#else
#include <stdio.h>

static inline int clearinghouse_exchange(const char *left, const char *right) {
  return renamex_np(left, right, RENAME_SWAP);
}

/// macOS has no call for one file system; this one starts the writing and does not wait for its end.
static inline int clearinghouse_sync(int descriptor) {
  (void)descriptor;
  sync();
  return 0;
}
#endif
#endif
