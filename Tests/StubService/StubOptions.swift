import Glibc

/// How the stub misbehaves. Where a path is given, the file's existence switches the behaviour while it runs.
///
/// Before it is ready, and while it is unhealthy, it answers 503 on `/health` and `/health/ready`; `/health/live`
/// stays well.
struct StubOptions {
    var port = 0
    var portCount = 1
    var hangEvery = 0
    var name = "stub"
    var exitAtOnce: Int32?
    var abortsAtOnce = false
    var exitAfterMilliseconds: Int?
    var exitCode: Int32 = 0
    var readyAfterMilliseconds = 0
    var ignoresTerm = false
    var hangFile: String?
    var hangReadyFile: String?
    var unhealthyFile: String?
    var needsFile: String?
    var lies = false
    var forksChild = false
    var closesOutput = false
    /// Ends the first thread while the service runs on in another, as `dispatchMain()` does.
    var leavesFirstThread = false
    var floodBytesPerSecond = 0

    init(_ arguments: [String]) {
        if let text = getenv("PORT"), let number = Int(String(cString: text)) { port = number }
        if let text = getenv("SERVICE_NAME") { name = String(cString: text) }
        var rest = arguments[...]
        while let option = rest.popFirst() { take(option, &rest) }
    }

    private mutating func take(_ option: String, _ rest: inout ArraySlice<String>) {
        func text() -> String { rest.popFirst() ?? "" }
        func number() -> Int { Int(text()) ?? 0 }
        switch option {
        case "--port": port = number()
        case "--ports": portCount = number()
        case "--hang-every": hangEvery = number()
        case "--name": name = text()
        case "--exit-at-once": exitAtOnce = Int32(number())
        case "--abort-at-once": abortsAtOnce = true
        case "--exit-after":
            exitAfterMilliseconds = number()
            exitCode = Int32(number())
        case "--ready-after": readyAfterMilliseconds = number()
        case "--ignore-term": ignoresTerm = true
        case "--hang-file": hangFile = text()
        case "--hang-ready-file": hangReadyFile = text()
        case "--unhealthy-file": unhealthyFile = text()
        case "--needs-file": needsFile = text()
        case "--lie": lies = true
        case "--fork-child": forksChild = true
        case "--close-output": closesOutput = true
        case "--leave-first-thread": leavesFirstThread = true
        case "--flood-log": floodBytesPerSecond = number()
        default:
            // A misspelt switch would make a test pass for the wrong reason.
            print("stub: unknown option \(option)")
            exit(64)
        }
    }
}

func fileExists(_ path: String?) -> Bool {
    path.map { access($0, F_OK) == 0 } ?? false
}

func milliseconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000 + time.tv_nsec / 1_000_000
}
