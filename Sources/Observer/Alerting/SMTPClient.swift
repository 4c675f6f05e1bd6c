import Foundation
import NIOCore
import NIOPosix
import NIOSSL
import ObserverCore

/// Hands one message to a mail server (RFC 5321), with TLS where the settings ask for it.
struct SMTPClient: Sendable {
    private static let timeout = Duration.seconds(30)
    /// Longest line of a reply, in bytes.
    private static let lineLimit = 4_096

    let spec: AlertSpec.Mail
    let password: String?

    /// Sends a message.
    ///
    /// - Throws: ``AlertDeliveryError``: final when the server refuses for good (5xx).
    func send(_ message: String, from: String, to: [String]) async throws(AlertDeliveryError) {
        let outcome = await withTaskGroup(of: Result<Void, AlertDeliveryError>.self) { group in
            group.addTask { await attempt(message, from: from, to: to) }
            group.addTask {
                try? await Task.sleep(for: Self.timeout)  // ended early when the attempt is over
                return .failure(.transient("no answer within 30 s"))
            }
            let first = await group.next() ?? .failure(.transient("cancelled"))
            group.cancelAll()
            return first
        }
        try outcome.get()
    }

    private func attempt(_ message: String, from: String, to: [String]) async -> Result<Void, AlertDeliveryError> {
        do {
            let channel = try await connect()
            let result: Result<Void, AlertDeliveryError> = try await channel.executeThenClose { inbound, outbound in
                var conversation = Conversation(lines: inbound.makeAsyncIterator(), outbound: outbound)
                do throws(AlertDeliveryError) {
                    try await talk(&conversation, channel.channel, message, from: from, to: to)
                    return .success(())
                } catch {
                    return .failure(error)
                }
            }
            return result
        } catch {
            return .failure(.transient("\(type(of: error))"))
        }
    }

    private func connect() async throws -> NIOAsyncChannel<String, ByteBuffer> {
        let tls = spec.encryption == .implicitTLS ? try handler() : nil
        return try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connectTimeout(.seconds(10))
            .connect(host: spec.host, port: spec.port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let tls { try channel.pipeline.syncOperations.addHandler(tls()) }
                    try channel.pipeline.syncOperations.addHandler(
                        ByteToMessageHandler(ReplyLines(limit: Self.lineLimit)))
                    return try NIOAsyncChannel(wrappingChannelSynchronously: channel)
                }
            }
    }

    private func handler() throws -> @Sendable () throws -> NIOSSLClientHandler {
        let context = try NIOSSLContext(configuration: .makeClientConfiguration())
        let isAddress = IPAddress(spec.host) != nil
        let host = spec.host
        return { try NIOSSLClientHandler(context: context, serverHostname: isAddress ? nil : host) }
    }

    // MARK: The conversation

    private func talk(
        _ server: inout Conversation, _ channel: any Channel, _ message: String, from: String, to: [String]
    ) async throws(AlertDeliveryError) {
        _ = try await server.reply(expecting: 220)
        var offers = try await server.hello()
        if spec.encryption == .startTLS {
            guard offers.contains("STARTTLS") else {
                throw .transient("the server offers no STARTTLS, and nothing is sent in the clear")
            }
            _ = try await server.ask("STARTTLS", expecting: 220)
            try await encrypt(channel)
            offers = try await server.hello()
        }
        if let user = spec.user, let password { try await logIn(&server, user, password) }
        _ = try await server.ask("MAIL FROM:<\(from)>", expecting: 250)
        for address in to { _ = try await server.ask("RCPT TO:<\(address)>", expecting: 250) }
        _ = try await server.ask("DATA", expecting: 354)
        _ = try await server.ask(Self.stuffed(message) + ".", expecting: 250)
        // try? because the message is taken; how the farewell goes changes nothing
        _ = try? await server.ask("QUIT", expecting: 221)
    }

    private func encrypt(_ channel: any Channel) async throws(AlertDeliveryError) {
        do {
            let make = try handler()
            try await channel.eventLoop.submit {
                try channel.pipeline.syncOperations.addHandler(make(), position: .first)
            }.get()
        } catch {
            throw .transient("TLS: \(type(of: error))")
        }
    }

    /// A password goes over an encrypted connection, or to this machine.
    private func logIn(
        _ server: inout Conversation, _ user: String, _ password: String
    ) async throws(AlertDeliveryError) {
        let isLocal = spec.host == "localhost" || IPAddress(spec.host)?.isLoopback == true
        guard spec.encryption != .none || isLocal else {
            throw .final("a password is not sent over an unencrypted connection")
        }
        let token = Data("\0\(user)\0\(password)".utf8).base64EncodedString()
        _ = try await server.ask("AUTH PLAIN \(token)", expecting: 235)
    }

    /// Lines that begin with a dot get another one (RFC 5321, 4.5.2).
    static func stuffed(_ message: String) -> String {
        message.components(separatedBy: "\r\n").map { $0.hasPrefix(".") ? ".\($0)" : $0 }.joined(separator: "\r\n")
    }

    /// Commands and replies in turn.
    private struct Conversation {
        var lines: NIOAsyncChannelInboundStream<String>.AsyncIterator
        let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>

        mutating func ask(_ command: String, expecting code: Int) async throws(AlertDeliveryError) -> [String] {
            do {
                try await outbound.write(ByteBuffer(string: command + "\r\n"))
            } catch {
                throw .transient("the connection broke")
            }
            return try await reply(expecting: code)
        }

        /// EHLO, or HELO for a server that does not know it; returns what the server offers.
        mutating func hello() async throws(AlertDeliveryError) -> [String] {
            let name = MachineName.current.isEmpty ? "localhost" : MachineName.current
            do throws(AlertDeliveryError) {
                return try await ask("EHLO \(name)", expecting: 250).map { $0.uppercased() }
            } catch {
                guard case .final = error else { throw error }
                return try await ask("HELO \(name)", expecting: 250)
            }
        }

        /// Reads a reply of one or more lines: `250-first`, `250 last`.
        mutating func reply(expecting code: Int) async throws(AlertDeliveryError) -> [String] {
            var texts: [String] = []
            for _ in 0..<100 {
                let line: String?
                do {
                    line = try await lines.next()
                } catch {
                    throw .transient("the connection broke")
                }
                guard let line, line.count >= 3, let number = Int(line.prefix(3)) else {
                    throw .transient("the server ended the conversation, or does not speak SMTP")
                }
                texts.append(String(line.dropFirst(4)))
                if line.dropFirst(3).first == "-" { continue }
                if number == code || (code == 250 && number == 251) { return texts }
                throw number >= 500 ? .final("server says \(number)") : .transient("server says \(number)")
            }
            throw .transient("a reply without an end")
        }
    }
}

/// Cuts what a server sends into lines.
private struct ReplyLines: NIOSingleStepByteToMessageDecoder {
    typealias InboundOut = String

    struct TooLong: Error {}

    let limit: Int

    mutating func decode(buffer: inout ByteBuffer) throws -> String? {
        guard let end = buffer.readableBytesView.firstIndex(of: UInt8(ascii: "\n")) else {
            if buffer.readableBytes > limit { throw TooLong() }
            return nil
        }
        let line = buffer.readString(length: end - buffer.readerIndex + 1) ?? ""
        return line.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    mutating func decodeLast(buffer: inout ByteBuffer, seenEOF: Bool) throws -> String? {
        try decode(buffer: &buffer)
    }
}
