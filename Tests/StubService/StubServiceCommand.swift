import Glibc

/// A service for the tests of the watchdog: healthy unless told otherwise.
@main
enum StubServiceCommand {
    static func main() {
        let options = StubOptions(Array(CommandLine.arguments.dropFirst()))
        signal(SIGPIPE, SIG_IGN)
        signal(SIGTERM, options.ignoresTerm ? SIG_IGN : { _ in _exit(0) })
        if options.abortsAtOnce {
            // The runtime's own handler would print a stack and, as nothing has really happened, go on.
            signal(SIGSEGV, SIG_DFL)
            raise(SIGSEGV)
        }
        if let code = options.exitAtOnce { exit(code) }
        if let path = options.needsFile, !fileExists(path) { exit(1) }
        if options.forksChild { leaveChildBehind() }
        guard let server = StubServer(options) else {
            print("stub: port \(options.port) is taken")
            exit(69)
        }
        print("stub ready \(options.port) pid \(getpid())")
        fflush(nil)
        if options.closesOutput {
            close(1)
            close(2)
        }
        if options.leavesFirstThread { runInAnotherThread(server) }
        var serving = server
        serving.run()
    }

    /// Ends this thread; the process goes on, though its first thread is shown as a zombie.
    private static func runInAnotherThread(_ server: StubServer) {
        let box = UnsafeMutablePointer<StubServer>.allocate(capacity: 1)
        box.initialize(to: server)
        var thread = pthread_t()
        pthread_create(
            &thread, nil,
            { argument in
                argument?.assumingMemoryBound(to: StubServer.self).pointee.run()
                return nil
            }, box)
        pthread_exit(nil)
    }

    /// A second process in the same group that does not end with the first: another program, because Swift has no fork.
    private static func leaveChildBehind() {
        var pid: pid_t = 0
        let words = ["/bin/sh", "-c", "trap '' TERM; while :; do sleep 1; done"]
        var arguments = words.map { strdup($0) } + [nil]
        posix_spawn(&pid, "/bin/sh", nil, nil, &arguments, environ)
    }
}
