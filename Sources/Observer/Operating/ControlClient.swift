import ArgumentParser
import AsyncHTTPClient
import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import ServiceKit
import Shared

/// Calls the running Observer for the command line.
struct ControlClient: Sendable {
    let base: String

    /// - Parameter url: Address of the Observer; `OBSERVER_URL`, else the usual one, unless given.
    init(url: String?) {
        base =
            url ?? ProcessInfo.processInfo.environment["OBSERVER_URL"]
            ?? "http://127.0.0.1:\(DefaultPort.observer)"
    }

    /// Calls a route that answers in JSON.
    ///
    /// - Throws: `ExitCode` 69 when nobody answers, 1 when the answer is an error; both are explained on the terminal.
    func call(_ method: String, _ path: String) async throws -> JSONValue {
        Self.json(try await data(method, path))
    }

    /// Calls a route whose answer is for people.
    ///
    /// - Throws: As ``call(_:_:)``.
    func text(_ method: String, _ path: String) async throws -> String {
        String(decoding: try await data(method, path), as: UTF8.self)
    }

    private static func json(_ body: Data) -> JSONValue {
        (try? JSONDecoder().decode(JSONValue.self, from: body)) ?? .null  // shown as it is, if at all
    }

    private func data(_ method: String, _ path: String) async throws -> Data {
        var request = HTTPClientRequest(url: base + path)
        request.method = HTTPMethod(rawValue: method)
        request.headers.add(name: "X-Operator", value: "ctl (\(NSUserName()))")
        request.headers.add(name: "Accept-Language", value: Self.language)
        let status: Int
        let body: Data
        do {
            var configuration = HTTPClient.Configuration()
            configuration.connectionPool.retryConnectionEstablishment = false
            let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
            let (code, buffer) = try await Self.answer(client, request)
            try await client.shutdown()
            status = code
            body = Data(buffer: buffer)
        } catch {
            Terminal.complain("The Observer at \(base) does not answer; --url or OBSERVER_URL names another.")
            throw ExitCode(69)
        }
        guard (200..<300).contains(status) else {
            let answer = Self.json(body)
            Terminal.complain(answer.word("detail").isEmpty ? "status \(status)" : answer.word("detail"))
            for finding in answer.list("errors") {
                let pointer = finding.word("pointer")
                Terminal.complain(pointer.isEmpty ? finding.word("detail") : "  \(pointer) \(finding.word("detail"))")
            }
            throw ExitCode(1)
        }
        return body
    }

    private static func answer(_ client: HTTPClient, _ request: HTTPClientRequest) async throws -> (Int, ByteBuffer) {
        do {
            let response = try await client.execute(request, timeout: .seconds(10))
            return (Int(response.status.code), try await response.body.collect(upTo: 64 << 20))
        } catch {
            try? await client.shutdown()  // the first error is the one that counts
            throw error
        }
    }

    /// The language of the terminal.
    static var language: String {
        let environment = ProcessInfo.processInfo.environment
        let locale = environment["LC_ALL"] ?? environment["LC_MESSAGES"] ?? environment["LANG"] ?? "en"
        return locale.hasPrefix("de") ? "de" : "en"
    }

    static func escaped(_ name: String) -> String {
        name.addingPercentEncoding(withAllowedCharacters: .alphanumerics.union(CharacterSet(charactersIn: "-_.")))
            ?? name
    }

    static func text(_ value: JSONValue) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        // try? because what was decoded can be encoded
        return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    /// Lines with columns as wide as their widest word, the last one open.
    static func table(_ rows: [[String]]) -> [String] {
        guard let first = rows.first else { return [] }
        let widths = first.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            row.enumerated().map { column, word in
                column == row.count - 1 ? word : word.padding(toLength: widths[column], withPad: " ", startingAt: 0)
            }.joined(separator: "  ")
        }
    }
}

extension JSONValue {
    /// A member as a word; empty for none.
    func word(_ key: String) -> String { objectValue?[key]?.plain ?? "" }

    /// A scalar as a word.
    var plain: String {
        switch self {
        case .string(let text): text
        case .integer(let number): String(number)
        case .number(let number): String(number)
        case .bool(let flag): String(flag)
        default: ""
        }
    }

    /// The elements of a member that is a list.
    func list(_ key: String) -> [JSONValue] {
        if case .array(let elements) = objectValue?[key] { elements } else { [] }
    }
}
