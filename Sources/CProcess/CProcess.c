#define _GNU_SOURCE
#include "CProcess.h"

#include <sys/syscall.h>
#include <unistd.h>

int cprocess_pidfd_open(pid_t pid) { return (int)syscall(SYS_pidfd_open, pid, 0); }
