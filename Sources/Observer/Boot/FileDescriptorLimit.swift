import Glibc

/// The number of files and sockets this process may hold open.
enum FileDescriptorLimit {
    /// Raises the soft limit to the hard one: every probe under way holds a socket, and the usual 1,024 are too few
    /// for a thousand hanging targets.
    static func raise() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(UInt32(RLIMIT_NOFILE.rawValue)), &limit) == 0 else { return }
        limit.rlim_cur = min(limit.rlim_max, 65_536)
        // A refusal leaves the old limit, and probes beyond it are void instead of misses.
        _ = setrlimit(__rlimit_resource_t(UInt32(RLIMIT_NOFILE.rawValue)), &limit)
    }
}
