import Foundation
import NIOCore
import NIOPosix

/// Sends a long body in pieces and reads the answer at the same time.
struct BatchClient {
    let port: Int
    let path: String
    /// nil for a GET, which sends nothing.
    let mediaType: String?

    /// - Returns: the last line of the answer.
    func send(_ pieces: [ByteBuffer]) async throws -> String {
        var last = "none"
        try await exchange(pieces) { last = $0 }
        return last
    }

    /// - Returns: how many transactions the answer's last line says are posted.
    func posted(_ pieces: [ByteBuffer]) async throws -> Int { Self.posted(in: try await send(pieces)) ?? 0 }

    private static func posted(in line: String) -> Int? {
        guard let start = line.range(of: "\"posted\":")?.upperBound else { return nil }
        return Int(line[start...].prefix { $0.isNumber })
    }

    /// Sends until the server is gone.
    /// - Returns: how many transactions the answer's last line says are posted.
    func acknowledged(_ pieces: [ByteBuffer]) async -> Int {
        var posted = 0
        do {
            try await exchange(pieces) { posted = Self.posted(in: $0) ?? posted }
        } catch {
            // The server was killed: what was read until then counts.
        }
        return posted
    }

    private func exchange(_ pieces: [ByteBuffer], _ line: (String) -> Void) async throws {
        let group = MultiThreadedEventLoopGroup.singleton
        let channel = try await ClientBootstrap(group: group)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        let head =
            "\(mediaType == nil ? "GET" : "POST") \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + (mediaType.map { "Content-Type: \($0)\r\n" } ?? "")
            + "Content-Length: \(pieces.reduce(0) { $0 + $1.readableBytes })\r\n\r\n"
        try await channel.executeThenClose { inbound, outbound in
            async let sending: Void = Self.write(head, pieces, outbound)
            var rest = ""
            for try await part in inbound {
                // Swift takes a carriage return and a line feed as one character; a chunk's size has both.
                let text = rest + String(buffer: part).replacing("\r\n", with: "\n")
                let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
                for complete in lines.dropLast() where complete.hasPrefix("{") { line(String(complete)) }
                rest = String(lines.last ?? "")
                // The empty chunk that ends a chunked answer.
                if text.hasSuffix("\n0\n\n") { break }
            }
            try await sending
        }
    }

    private static func write(
        _ head: String, _ pieces: [ByteBuffer], _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    ) async throws {
        try await outbound.write(ByteBuffer(string: head))
        for piece in pieces { try await outbound.write(piece) }
    }
}
