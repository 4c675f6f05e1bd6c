import Foundation
import Glibc
import Shared
import TestSupport
import Testing

/// Two users of one machine, and whose port may be registered by whom.
@Suite(.serialized)
struct PortGuardSerialTests {
    @Test(.enabled(if: getuid() == 0 && access("/usr/bin/setpriv", X_OK) == 0, "needs root to be two users"))
    func `a user cannot register a port that another user's process holds`() async throws {
        try await SupervisedStack.run([]) { stack in
            // The Observer's own port stands for any port of root's.
            let own = try #require(URL(string: stack.url)?.port)
            let refused = try registerAsNobody(port: own, observer: own)
            #expect(refused.contains(" 403 ") && refused.contains("foreign-port"), "\(refused)")
            let id = "shop_localhost_"
            #expect(try await stack.caller.get("/services/\(id)\(own)").status == 404)
            let free = try freePort()
            let accepted = try registerAsNobody(port: free, observer: own)
            #expect(accepted.contains(" 200 "), "\(accepted)")
            #expect(try await stack.caller.get("/services/\(id)\(free)").json["info"]["caller_uid"] == 65_534)
            let byRoot: JSONValue = .object([
                "service_name": "shop", "host": "localhost", "port": .integer(Int64(own)),
            ])
            #expect(try await stack.caller.post("/register", json: byRoot).status == 200)
        }
    }

    /// Sends the registration from a process of another user; returns the answer as it came.
    private func registerAsNobody(port: Int, observer: Int) throws -> String {
        let body = #"{"service_name":"shop","host":"localhost","port":\#(port)}"#
        let head =
            "POST /register HTTP/1.1|Host: localhost|Connection: close|Content-Type: application/json|"
            + "Content-Length: \(body.utf8.count)||"
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/setpriv")
        process.arguments = [
            "--reuid=65534", "--regid=65534", "--clear-groups", "/bin/bash", "-c",
            #"exec 3<>"/dev/tcp/127.0.0.1/$0"; printf "${1//|/\\r\\n}" >&3; printf %s "$2" >&3; cat <&3"#,
            "\(observer)", head, body,
        ]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        return String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    }
}
