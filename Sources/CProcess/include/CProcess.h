#ifndef CPROCESS_H
#define CPROCESS_H

#include <stdint.h>
#include <sys/types.h>

/// Opens a descriptor that stands for one process and no other (`pidfd_open(2)`, Linux 5.3).
/// Returns the descriptor, close-on-exec, or -1 with `errno`; ENOSYS on older systems.
int cprocess_pidfd_open(pid_t pid);

#endif
