import Glibc

/// Answers health requests on one or many ports, in one thread.
struct StubServer {
    private struct Connection {
        var request = ""
        var isHanging = false
        var openedAt = milliseconds()
    }

    private let options: StubOptions
    private let startedAt = milliseconds()
    private var listeners: [Int32: Int] = [:]
    private var connections: [Int32: Connection] = [:]
    private var flooded = 0

    init?(_ options: StubOptions) {
        self.options = options
        for offset in 0..<options.portCount {
            guard let listener = Self.listen(options.port + offset) else { return nil }
            listeners[listener] = offset
        }
    }

    private static func listen(_ port: Int) -> Int32? {
        let descriptor = socket(
            AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        var reuse: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &reuse, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        // As services do: where it is told to, and on loopback otherwise.
        if let host = getenv("HOST") { inet_pton(AF_INET, host, &address.sin_addr) }
        let isBound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        return isBound && Glibc.listen(descriptor, 512) == 0 ? descriptor : nil
    }

    mutating func run() {
        while true {
            var polled = (Array(listeners.keys) + Array(connections.keys)).map {
                pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
            }
            poll(&polled, nfds_t(polled.count), 20)
            for entry in polled where entry.revents != 0 {
                if let offset = listeners[entry.fd] { accept(entry.fd, offset) } else { receive(entry.fd) }
            }
            answerHeld()
            passTime()
        }
    }

    private mutating func accept(_ listener: Int32, _ offset: Int) {
        while true {
            let descriptor = Glibc.accept(listener, nil, nil)
            guard descriptor >= 0 else { return }
            _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
            var connection = Connection()
            connection.isHanging = options.hangEvery > 0 && offset % options.hangEvery == 0
            connections[descriptor] = connection
        }
    }

    private mutating func receive(_ descriptor: Int32) {
        var buffer = [UInt8](repeating: 0, count: 4_096)
        let count = read(descriptor, &buffer, buffer.count)
        if count < 0, errno == EAGAIN { return }
        guard count > 0 else { return finish(descriptor) }
        connections[descriptor]?.request += String(decoding: buffer[..<count], as: UTF8.self)
        answer(descriptor)
    }

    private mutating func answer(_ descriptor: Int32) {
        guard let connection = connections[descriptor], connection.request.contains("\r\n\r\n") else { return }
        let path = connection.request.split(separator: " ").dropFirst().first.map(String.init) ?? "/"
        guard ["/health", "/health/live", "/health/ready"].contains(path) else {
            return respond(descriptor, "404 Not Found", "{}")
        }
        let isLive = path == "/health/live"
        if connection.isHanging || fileExists(options.hangFile) || (!isLive && fileExists(options.hangReadyFile)) {
            return
        }
        let isReady = milliseconds() - startedAt >= options.readyAfterMilliseconds
        let isWell = isLive || options.lies || (isReady && !fileExists(options.unhealthyFile))
        let word = options.lies ? "fail" : isWell ? "healthy" : "unhealthy"
        let body = #"{"status":"\#(word)","service":"\#(options.name)","version":"1"}"#
        respond(descriptor, isWell ? "200 OK" : "503 Service Unavailable", body)
    }

    private mutating func respond(_ descriptor: Int32, _ status: String, _ body: String) {
        let head =
            "HTTP/1.1 \(status)\r\nContent-Type: application/health+json\r\n"
            + "Content-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n"
        let bytes = Array((head + body).utf8)
        _ = write(descriptor, bytes, bytes.count)
        finish(descriptor)
    }

    private mutating func answerHeld() {
        let now = milliseconds()
        for (descriptor, connection) in connections {
            if now - connection.openedAt > 30_000 { finish(descriptor) } else { answer(descriptor) }
        }
    }

    private mutating func finish(_ descriptor: Int32) {
        connections[descriptor] = nil
        close(descriptor)
    }

    private mutating func passTime() {
        let age = milliseconds() - startedAt
        if let limit = options.exitAfterMilliseconds, age >= limit { exit(options.exitCode) }
        // Closed output may be a connection's number by now.
        guard !options.closesOutput else { return }
        let wanted = options.floodBytesPerSecond * age / 1_000
        let line = Array((String(repeating: "x", count: 99) + "\n").utf8)
        while flooded < wanted {
            _ = write(1, line, line.count)
            flooded += line.count
        }
    }
}
