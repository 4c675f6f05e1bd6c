#ifndef CPROCESS_H
#define CPROCESS_H

#include <stdint.h>
#include <sys/types.h>

/// Lets every block of 128 KiB and more go back to the system when it is freed. The allocator of glibc otherwise raises
/// that limit up to 32 MiB as such blocks are freed, and keeps what lies below a later block. Does nothing elsewhere,
/// and where `MALLOC_MMAP_THRESHOLD_` or `GLIBC_TUNABLES` already says otherwise.
void cprocess_return_large_blocks(void);

/// Gives the pages of freed blocks back to the system (`malloc_trim(3)`). Does nothing where there is no glibc.
void cprocess_return_freed_pages(void);

/// Opens a descriptor that stands for one process and no other (`pidfd_open(2)`, Linux 5.3).
/// Returns the descriptor, close-on-exec, or -1 with `errno`; ENOSYS on older systems.
int cprocess_pidfd_open(pid_t pid);

/// Sends a signal to the process that a descriptor stands for (`pidfd_send_signal(2)`, Linux 5.1).
int cprocess_pidfd_send_signal(int pidfd, int signal);

/// Sends a signal to the process group that the process of a descriptor leads (Linux 6.9; EINVAL on older systems).
int cprocess_pidfd_signal_group(int pidfd, int signal);

/// Fetches the wait status of a process that somebody else has already waited for (`PIDFD_GET_INFO`, Linux 6.13).
/// Returns 0 and the status, or -1 when the kernel does not know (any more).
int cprocess_pidfd_exit_status(int pidfd, int *status);

/// Waits for the end of a child without blocking. Returns 1 and the wait status, 0 while it runs, -1 with `errno`.
int cprocess_reap(pid_t pid, int *status);

/// Takes the first bytes of a file away and moves the rest to its start, in one step (`fallocate(2)`: ext4, XFS).
/// The length must be a multiple of the block size and less than the size. Returns 0, or -1 with `errno`.
int cprocess_drop_head(int descriptor, off_t length);

/// Makes a set of descriptors that one thread can wait for (`epoll(7)`). Returns -1 with `errno`.
int cprocess_poller_create(void);

/// Makes a descriptor by which other threads end a wait (`eventfd(2)`), and adds it to the set.
int cprocess_poller_waker(int poller);

/// Ends the wait that goes on, or the next one.
void cprocess_poller_wake(int waker);

/// Adds a descriptor; it is told once when it turns readable. Returns -1 with `errno`.
int cprocess_poller_add(int poller, int descriptor);

/// Waits until a descriptor is readable, a span in milliseconds is over (-1 for none), or somebody wakes us.
/// Returns how many descriptors were written to `ready`; the waker is drained and not among them.
int cprocess_poller_wait(int poller, int waker, int *ready, int capacity, int milliseconds);

/// Starts a program in a session and process group of its own, with an empty signal mask, default dispositions, no
/// inherited descriptors beyond 0 (/dev/null), 1 and 2 (both `log`, which must be above 2).
///
/// Returns 0 and the process id, or an error number.
int cprocess_spawn(const char *path, char *const arguments[], char *const environment[], const char *folder, int log,
                   pid_t *pid);

/// A TCP socket as the kernel knows it.
struct cprocess_tcp_socket {
    /// The user who made it.
    uint32_t uid;
    /// 1 established, 10 listening.
    uint8_t state;
    /// Port of the other end, 0 for a listener.
    uint16_t remote_port;
};

/// Opens a descriptor for questions about TCP sockets (`sock_diag(7)`), close-on-exec. Returns -1 with `errno`.
int cprocess_tcp_lookup_open(void);

/// Finds one socket by both its ends; without one, who listens on the local address and port. Addresses have 4 bytes
/// (`AF_INET`) or 16 (`AF_INET6`) in the order of the network, ports that of the machine. One question at a time.
/// Returns 0, or -1 with `errno`: ENOENT when there is none.
int cprocess_tcp_lookup(int lookup, int family, const void *local, uint16_t local_port, const void *remote,
                        uint16_t remote_port, struct cprocess_tcp_socket *found);

#endif
