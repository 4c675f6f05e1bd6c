import ProcessKit
import Testing

struct ProcessIdentityTests {
    @Test func `the same pid with another start time is another process`() {
        let first = ProcessIdentity(pid: 7, startTicks: 1, bootID: "a")
        #expect(first != ProcessIdentity(pid: 7, startTicks: 2, bootID: "a"))
    }
}
