import Foundation
import ObserverCore
import Testing

@Suite("Answers to probes")
struct HealthAnswerTests {
    private func verdict(
        _ status: Int, _ body: String, retryAfter: Bool = false, expecting service: String = "finance-service"
    ) -> ProbeVerdict {
        HealthAnswer(status: status, hasRetryAfter: retryAfter, body: Data(body.utf8))
            .verdict(expectedService: service)
    }

    @Test("Every word in use for healthy is understood", arguments: ["healthy", "online", "ok", "UP", "pass"])
    func healthyWords(_ word: String) {
        #expect(verdict(200, #"{"status":"\#(word)"}"#) == .pass)
    }

    @Test("Every word in use for a warning is understood", arguments: ["warning", "warn", "degraded"])
    func warningWords(_ word: String) {
        #expect(verdict(200, #"{"status":"\#(word)"}"#) == .warn(.reported(nil)))
    }

    @Test(
        "A warning carries the words of the checks that do not pass",
        arguments: [
            (
                #""checks":{"b":[{"status":"warn","output":"bookings wait"}],"a":[{"status":"pass","output":"fine"}]}"#,
                "bookings wait"
            ),
            (
                #""checks":{"b":[{"status":"fail","output":"B"}],"a":[{"status":"warn","output":"A"},{"output":"A"}]}"#,
                "A; B"
            ),
            (#""output":"all in all""#, "all in all"), (#""checks":{"a":[{"status":"warn"}]}"#, nil),
            (#""checks":{"a":[{"status":"pass","output":"fine"}]}"#, nil), (#""checks":{"a":[],"b":7,"c":[7]}"#, nil),
            (#""checks":[],"output":7"#, nil),
        ] as [(String, String?)])
    func warningReason(members: String, reason: String?) {
        #expect(verdict(200, #"{"status":"warning",\#(members)}"#) == .warn(.reported(reason)))
    }

    @Test("A reason that never ends is cut")
    func longReason() throws {
        let body = #"{"status":"warning","output":"\#(String(repeating: "x", count: 10_000))"}"#
        #expect(verdict(200, body) == .warn(.reported(String(repeating: "x", count: 200))))
    }

    @Test(
        "Warnings are one word in the journal, with or without a reason",
        arguments: [
            (ProbeWarning.reported(nil), "reports-warning"), (.reported("a: b"), "reports-warning: a: b"),
            (.busy, "busy"),
        ])
    func journal(_ warning: ProbeWarning, word: String) throws {
        #expect(String(decoding: try JSONEncoder().encode([warning]), as: UTF8.self) == "[\"\(word)\"]")
        #expect(try JSONDecoder().decode([ProbeWarning].self, from: Data("[\"\(word)\"]".utf8)) == [warning])
    }

    @Test("200 with a report of failure is a failure", arguments: ["unhealthy", "fail", "down"])
    func okButUnhealthy(_ word: String) {
        #expect(verdict(200, #"{"status":"\#(word)"}"#) == .miss(.okButUnhealthy))
    }

    @Test("503 with a report is the service's own word")
    func ownWord() {
        #expect(verdict(503, #"{"status":"unhealthy"}"#, retryAfter: true) == .miss(.reportsUnhealthy))
        #expect(verdict(503, #"{"status":"healthy"}"#) == .miss(.httpStatus(503)))
    }

    @Test("Busy is not dead")
    func busy() {
        #expect(verdict(429, "") == .warn(.busy))
        #expect(verdict(503, "", retryAfter: true) == .warn(.busy))
        #expect(verdict(503, "") == .miss(.httpStatus(503)))
    }

    @Test(
        "200 without a health report is a lie",
        arguments: [
            "", "OK", "<html>", "[]", "null", "42", "{", #"{"ok":true}"#, #"{"status":7}"#, #"{"status":"so"}"#,
        ])
    func notAReport(_ body: String) {
        #expect(verdict(200, body) == .miss(.notAHealthReport))
    }

    @Test("A report about another service is a stranger on the port")
    func wrongService() {
        #expect(verdict(200, #"{"status":"ok","service":"beleg-service"}"#) == .miss(.wrongService("beleg-service")))
        #expect(verdict(200, #"{"status":"ok","service":""}"#) == .pass)
    }

    @Test(
        "Names are compared as the original's services write them",
        arguments: ["Finance", "finance_service", "FinanceService"])
    func looseNames(_ name: String) {
        #expect(verdict(200, #"{"status":"ok","service":"\#(name)"}"#) == .pass)
    }

    @Test("Redirects and other statuses are misses with their number")
    func otherStatuses() {
        #expect(verdict(302, #"{"status":"ok"}"#) == .miss(.redirected(status: 302)))
        #expect(verdict(404, "") == .miss(.httpStatus(404)))
        #expect(verdict(500, #"{"status":"fail"}"#) == .miss(.reportsUnhealthy))
    }
}
