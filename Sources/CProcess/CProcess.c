#define _GNU_SOURCE
#include "CProcess.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/falloc.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <malloc.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

void cprocess_return_large_blocks(void) {
#ifdef __GLIBC__
    if (getenv("MALLOC_MMAP_THRESHOLD_") || getenv("GLIBC_TUNABLES")) return;
    mallopt(M_MMAP_THRESHOLD, 128 * 1024);
#endif
}

void cprocess_return_freed_pages(void) {
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

int cprocess_pidfd_open(pid_t pid) { return (int)syscall(SYS_pidfd_open, pid, 0); }

int cprocess_pidfd_send_signal(int pidfd, int signal) {
    return (int)syscall(SYS_pidfd_send_signal, pidfd, signal, NULL, 0);
}

#define CPROCESS_PIDFD_SIGNAL_PROCESS_GROUP (1U << 2)

int cprocess_pidfd_signal_group(int pidfd, int signal) {
    return (int)syscall(SYS_pidfd_send_signal, pidfd, signal, NULL, CPROCESS_PIDFD_SIGNAL_PROCESS_GROUP);
}

// Defined here because the headers of stable distributions are older than the kernels they run on. These are the 64
// bytes of the first version, which every kernel that knows the request accepts.
struct cprocess_pidfd_info {
    uint64_t mask;
    uint64_t cgroup_id;
    uint32_t pid, tgid, ppid;
    uint32_t ruid, rgid, euid, egid, suid, sgid, fsuid, fsgid;
    int32_t exit_code;
};
#define CPROCESS_PIDFD_INFO_EXIT (1ULL << 3)
#define CPROCESS_PIDFD_GET_INFO _IOWR(0xFF, 11, struct cprocess_pidfd_info)

int cprocess_pidfd_exit_status(int pidfd, int *status) {
    struct cprocess_pidfd_info info;
    memset(&info, 0, sizeof info);
    info.mask = CPROCESS_PIDFD_INFO_EXIT;
    if (ioctl(pidfd, CPROCESS_PIDFD_GET_INFO, &info) != 0) return -1;
    if (!(info.mask & CPROCESS_PIDFD_INFO_EXIT)) return -1;
    *status = info.exit_code;
    return 0;
}

int cprocess_reap(pid_t pid, int *status) {
    pid_t ended;
    do ended = waitpid(pid, status, WNOHANG);
    while (ended < 0 && errno == EINTR);
    return ended == pid ? 1 : (int)ended;
}

int cprocess_drop_head(int descriptor, off_t length) {
    return fallocate(descriptor, FALLOC_FL_COLLAPSE_RANGE, 0, length);
}

int cprocess_poller_create(void) { return epoll_create1(EPOLL_CLOEXEC); }

int cprocess_poller_add(int poller, int descriptor) {
    struct epoll_event event = {.events = EPOLLIN | EPOLLONESHOT, .data = {.fd = descriptor}};
    return epoll_ctl(poller, EPOLL_CTL_ADD, descriptor, &event);
}

int cprocess_poller_waker(int poller) {
    int waker = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    struct epoll_event event = {.events = EPOLLIN, .data = {.fd = waker}};
    if (waker >= 0 && epoll_ctl(poller, EPOLL_CTL_ADD, waker, &event) != 0) {
        close(waker);
        return -1;
    }
    return waker;
}

void cprocess_poller_wake(int waker) {
    uint64_t one = 1;
    ssize_t written = write(waker, &one, sizeof one);
    (void)written;
}

int cprocess_poller_wait(int poller, int waker, int *ready, int capacity, int milliseconds) {
    struct epoll_event events[64];
    int count = epoll_wait(poller, events, capacity < 64 ? capacity : 64, milliseconds), kept = 0;
    // Without a set (out of descriptors) the caller still gets its rhythm, never a busy loop.
    if (count < 0 && errno != EINTR) poll(NULL, 0, milliseconds < 0 ? 100 : milliseconds);
    for (int index = 0; index < count; index++) {
        if (events[index].data.fd == waker) {
            uint64_t value;
            ssize_t drained = read(waker, &value, sizeof value);
            (void)drained;
        } else {
            ready[kept++] = events[index].data.fd;
        }
    }
    return kept;
}

static int add_actions(posix_spawn_file_actions_t *actions, const char *folder, int log) {
    int error = posix_spawn_file_actions_addopen(actions, 0, "/dev/null", O_RDONLY, 0);
    if (!error) error = posix_spawn_file_actions_adddup2(actions, log, 1);
    if (!error) error = posix_spawn_file_actions_adddup2(actions, log, 2);
    if (!error) error = posix_spawn_file_actions_addclosefrom_np(actions, 3);
    if (!error) error = posix_spawn_file_actions_addchdir_np(actions, folder);
    return error;
}

static int set_attributes(posix_spawnattr_t *attributes) {
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    int error = posix_spawnattr_setsigmask(attributes, &none);
    if (!error) error = posix_spawnattr_setsigdefault(attributes, &all);
    if (!error)
        error = posix_spawnattr_setflags(
            attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    return error;
}

int cprocess_spawn(const char *path, char *const arguments[], char *const environment[], const char *folder, int log,
                   pid_t *pid) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    int error = posix_spawn_file_actions_init(&actions);
    if (error) return error;
    error = posix_spawnattr_init(&attributes);
    if (!error) {
        error = add_actions(&actions, folder, log);
        if (!error) error = set_attributes(&attributes);
        if (!error) error = posix_spawn(pid, path, &actions, &attributes, arguments, environment);
        posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

int cprocess_tcp_lookup_open(void) { return socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG); }

int cprocess_tcp_lookup(int lookup, int family, const void *local, uint16_t local_port, const void *remote,
                        uint16_t remote_port, struct cprocess_tcp_socket *found) {
    struct {
        struct nlmsghdr head;
        struct inet_diag_req_v2 body;
    } request;
    memset(&request, 0, sizeof request);
    request.head.nlmsg_len = sizeof request;
    request.head.nlmsg_type = SOCK_DIAG_BY_FAMILY;
    request.head.nlmsg_flags = NLM_F_REQUEST;
    request.body.sdiag_family = (uint8_t)family;
    request.body.sdiag_protocol = IPPROTO_TCP;
    request.body.idiag_states = UINT32_MAX;
    size_t length = family == AF_INET ? 4 : 16;
    memcpy(request.body.id.idiag_src, local, length);
    request.body.id.idiag_sport = htons(local_port);
    memcpy(request.body.id.idiag_dst, remote, length);
    request.body.id.idiag_dport = htons(remote_port);
    request.body.id.idiag_cookie[0] = INET_DIAG_NOCOOKIE;
    request.body.id.idiag_cookie[1] = INET_DIAG_NOCOOKIE;
    if (send(lookup, &request, sizeof request, 0) != (ssize_t)sizeof request) return -1;
    // The kernel answers while it takes the request: nothing to wait for.
    _Alignas(struct nlmsghdr) char answer[1024];
    ssize_t size = recv(lookup, answer, sizeof answer, MSG_DONTWAIT);
    if (size < 0) return -1;
    const struct nlmsghdr *head = (const struct nlmsghdr *)answer;
    if (!NLMSG_OK(head, (size_t)size)) return errno = EBADMSG, -1;
    if (head->nlmsg_type == NLMSG_ERROR) {
        errno = -((const struct nlmsgerr *)NLMSG_DATA(head))->error;
        return -1;
    }
    const struct inet_diag_msg *message = NLMSG_DATA(head);
    found->uid = message->idiag_uid;
    found->state = message->idiag_state;
    found->remote_port = ntohs(message->id.idiag_dport);
    return 0;
}
