import HTTPTypes
import HummingbirdTesting
@testable import ServiceKit
import TestSupport
import Testing

@Suite struct HostGuardTests {
    @Test(
        "loopback, addresses, names without a dot and configured names are ours",
        arguments: [
            "localhost", "localhost:8010", "a.localhost", "127.0.0.1:8010", "[::1]:8010", "192.168.1.4", "finance:8007",
            "ERP.example:80", MachineName.current + ":1",
        ])
    func accepted(_ authority: String) {
        #expect(HostGuard(hosts: ["erp.example"]).accepts(authority: authority))
    }

    @Test(
        "foreign names are not",
        arguments: [
            "evil.example", "localhost.evil.example:8010", "", ":80", "127.0.0.1.evil", "127.1.evil.example",
            "xerp.example", "sub.erp.example", "[evil.example]", "notlocalhost.example",
        ])
    func refused(_ authority: String) {
        #expect(HostGuard(hosts: ["erp.example"]).accepts(authority: authority) == false)
        #expect(HostGuard(hosts: ["*"]).accepts(authority: authority) == authority.contains { $0.isLetter })
    }

    /// The test client of the router always speaks to "localhost", so this goes over a connection.
    @Test(
        "a name that was pointed at us reads and changes nothing, until ALLOWED_HOSTS names it", .timeLimit(.minutes(1))
    )
    func rebound() async throws {
        let request =
            "POST /fields HTTP/1.1\r\nHost: evil.example:8007\r\nOrigin: http://evil.example:8007\r\n"
            + "Sec-Fetch-Site: same-origin\r\nContent-Length: 12\r\nConnection: close\r\n\r\n{\"name\":\"a\"}"
        for (values, status) in [([:], "421"), (["allowed.hosts": "evil.example"], "201")] {
            try await KitFixture(values: values).service.application.test(.live) { client in
                let connection = try await RawConnection.open(port: try #require(client.port))
                try await connection.send(request)
                while !connection.isClosedByPeer { try await Task.sleep(for: .milliseconds(5)) }
                let answer = connection.received
                #expect(answer.hasPrefix("HTTP/1.1 \(status)"), "\(answer)")
                #expect(answer.contains("foreign-host") == (status == "421"))
            }
        }
    }
}
