import Foundation
import NIOCore
import NIOPosix
import NIOSSL
import ObserverCore
import ServiceKit

/// Hands one message to a mail server (RFC 5321), with TLS where the settings ask for it.
struct SMTPClient: Sendable {
    private static let timeout = Duration.seconds(30)
    /// Longest line of a reply, in bytes.
    private static let lineLimit = 4_096

    let spec: AlertSpec.Mail
    let password: String?

    /// What became of the recipients.
    struct Outcome: Sendable {
        var taken: [String] = []
        /// Those who may be tried again (4xx).
        var later: [(address: String, reply: Int)] = []
        /// Those whom the server will not take (5xx).
        var refused: [(address: String, reply: Int)] = []
    }

    /// Sends a message to all whom the server takes.
    ///
    /// - Throws: ``AlertDeliveryError``: final when every recipient, or the message itself, is refused for good (5xx).
    ///   All other refusals lie with settings, of ours or of the server, that can be set right.
    func send(_ message: String, from: String, to: [String]) async throws(AlertDeliveryError) -> Outcome {
        let outcome = await withTaskGroup(of: Result<Outcome, AlertDeliveryError>.self) { group in
            group.addTask { await attempt(message, from: from, to: to) }
            group.addTask {
                try? await Task.sleep(for: Self.timeout)  // ended early when the attempt is over
                return .failure(.transient("no answer within 30 s"))
            }
            let first = await group.next() ?? .failure(.transient("cancelled"))
            group.cancelAll()
            return first
        }
        return try outcome.get()
    }

    private func attempt(_ message: String, from: String, to: [String]) async -> Result<Outcome, AlertDeliveryError> {
        do {
            let channel = try await connect()
            let result: Result<Outcome, AlertDeliveryError> = try await channel.executeThenClose { inbound, outbound in
                var conversation = Conversation(lines: inbound.makeAsyncIterator(), outbound: outbound)
                do throws(AlertDeliveryError) {
                    return .success(try await talk(&conversation, channel.channel, message, from: from, to: to))
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
    ) async throws(AlertDeliveryError) -> Outcome {
        do throws(Refusal) {
            try await open(&server, channel)
            _ = try await server.ask("MAIL FROM:<\(from)>", expecting: 250)
        } catch {
            throw error.asPassing
        }
        let outcome = try await name(to, &server)
        // Nobody left to send it to now, but somebody later.
        if outcome.taken.isEmpty { return outcome }
        do throws(Refusal) {
            _ = try await server.ask("DATA", expecting: 354)
            _ = try await server.ask(Self.stuffed(message) + ".", expecting: 250)
        } catch {
            throw error.asSaid
        }
        // try? because the message is taken; how the farewell goes changes nothing
        _ = try? await server.ask("QUIT", expecting: 221)
        return outcome
    }

    private func name(_ to: [String], _ server: inout Conversation) async throws(AlertDeliveryError) -> Outcome {
        var outcome = Outcome()
        for address in to {
            do throws(Refusal) {
                _ = try await server.ask("RCPT TO:<\(address)>", expecting: 250)
                outcome.taken.append(address)
            } catch {
                guard case .reply(let number) = error else { throw error.asPassing }
                if number >= 500 {
                    outcome.refused.append((address, number))
                } else {
                    outcome.later.append((address, number))
                }
            }
        }
        if outcome.taken.isEmpty, outcome.later.isEmpty, let first = outcome.refused.first {
            throw .final("server says \(first.reply)")
        }
        return outcome
    }

    /// Greeting, encryption and login.
    private func open(_ server: inout Conversation, _ channel: any Channel) async throws(Refusal) {
        _ = try await server.reply(expecting: 220)
        var offers = try await server.hello()
        if spec.encryption == .startTLS {
            guard offers.contains("STARTTLS") else {
                throw .other(.transient("the server offers no STARTTLS, and nothing is sent in the clear"))
            }
            _ = try await server.ask("STARTTLS", expecting: 220)
            try await encrypt(channel)
            offers = try await server.hello()
        }
        if let user = spec.user, let password { try await logIn(&server, user, password) }
    }

    private func encrypt(_ channel: any Channel) async throws(Refusal) {
        do {
            let make = try handler()
            try await channel.eventLoop.submit {
                try channel.pipeline.syncOperations.addHandler(make(), position: .first)
            }.get()
        } catch {
            throw .other(.transient("TLS: \(type(of: error))"))
        }
    }

    /// A password goes over an encrypted connection, or to this machine.
    private func logIn(
        _ server: inout Conversation, _ user: String, _ password: String
    ) async throws(Refusal) {
        let isLocal = spec.host == "localhost" || IPAddress(spec.host)?.isLoopback == true
        guard spec.encryption != .none || isLocal else {
            throw .other(.final("a password is not sent over an unencrypted connection"))
        }
        let token = Data("\0\(user)\0\(password)".utf8).base64EncodedString()
        _ = try await server.ask("AUTH PLAIN \(token)", expecting: 235)
    }

    /// Lines that begin with a dot get another one (RFC 5321, 4.5.2).
    static func stuffed(_ message: String) -> String {
        message.components(separatedBy: "\r\n").map { $0.hasPrefix(".") ? ".\($0)" : $0 }.joined(separator: "\r\n")
    }

    /// Why a conversation does not go on.
    private enum Refusal: Error {
        /// The server said something else than was hoped for.
        case reply(Int)
        case other(AlertDeliveryError)

        /// As a state of affairs that can be set right.
        var asPassing: AlertDeliveryError {
            switch self {
            case .reply(let number): .transient("server says \(number)")
            case .other(let error): error
            }
        }

        /// As the server means it: 5xx is for good.
        var asSaid: AlertDeliveryError {
            if case .reply(let number) = self, number >= 500 { return .final("server says \(number)") }
            return asPassing
        }
    }

    /// Commands and replies in turn.
    private struct Conversation {
        var lines: NIOAsyncChannelInboundStream<String>.AsyncIterator
        let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>

        mutating func ask(_ command: String, expecting code: Int) async throws(Refusal) -> [String] {
            do {
                try await outbound.write(ByteBuffer(string: command + "\r\n"))
            } catch {
                throw .other(.transient("the connection broke"))
            }
            return try await reply(expecting: code)
        }

        /// EHLO, or HELO for a server that does not know it; returns what the server offers.
        mutating func hello() async throws(Refusal) -> [String] {
            let name = MachineName.current.isEmpty ? "localhost" : MachineName.current
            do throws(Refusal) {
                return try await ask("EHLO \(name)", expecting: 250).map { $0.uppercased() }
            } catch {
                guard case .reply(500...) = error else { throw error }
                return try await ask("HELO \(name)", expecting: 250)
            }
        }

        /// Reads a reply of one or more lines: `250-first`, `250 last`.
        mutating func reply(expecting code: Int) async throws(Refusal) -> [String] {
            var texts: [String] = []
            for _ in 0..<100 {
                let line: String?
                do {
                    line = try await lines.next()
                } catch {
                    throw .other(.transient("the connection broke"))
                }
                guard let line, line.count >= 3, let number = Int(line.prefix(3)) else {
                    throw .other(.transient("the server ended the conversation, or does not speak SMTP"))
                }
                texts.append(String(line.dropFirst(4)))
                if line.dropFirst(3).first == "-" { continue }
                if number == code || (code == 250 && number == 251) { return texts }
                throw .reply(number)
            }
            throw .other(.transient("a reply without an end"))
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
