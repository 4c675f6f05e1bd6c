import FinanceCore
import Foundation
import GRDB
import TestSupport
import Testing

/// Whether waiting may help is decided by what has failed, not by who has noticed it.
@Suite("Verdicts of the storage") struct StorageVerdictTests {
    private static func mayPass(_ error: any Error) -> Bool? {
        guard case .storage(_, let mayPass) = FinanceError("step", error) else { return nil }
        return mayPass
    }

    @Test("A full disk may pass, whoever tells of it") func fullDisk() throws {
        #expect(Self.mayPass(StorageFailure(code: 13, "SQLite's FULL")) == true)
        #expect(Self.mayPass(StorageFailure(code: 10, "SQLite's IOERR")) == true)
        #expect(Self.mayPass(DatabaseError(resultCode: .SQLITE_FULL)) == true)
        #expect(Self.mayPass(POSIXError(.ENOSPC)) == true)
        #expect(Self.mayPass(CocoaError(.fileWriteOutOfSpace)) == true)
        // As the system tells it, through both ways in which files are written here.
        let full = URL(fileURLWithPath: "/dev/full")
        let handle = try FileHandle(forWritingTo: full)
        let written = #expect(throws: (any Error).self) { try handle.write(contentsOf: Data([1])) }
        #expect(Self.mayPass(try #require(written)) == true)
        let whole = #expect(throws: (any Error).self) { try Data([1]).write(to: full) }
        #expect(Self.mayPass(try #require(whole)) == true)
    }

    @Test("Damage, a missing file and what nobody knows do not pass by waiting") func lasting() throws {
        #expect(Self.mayPass(StorageFailure(code: 11, "SQLite's CORRUPT")) == false)
        #expect(Self.mayPass(StorageFailure(code: 0, "a row cannot be read")) == false)
        #expect(Self.mayPass(DatabaseError(resultCode: .SQLITE_CORRUPT)) == false)
        #expect(Self.mayPass(CancellationError()) == false)
        let missing = #expect(throws: (any Error).self) {
            try FileHandle(forReadingFrom: URL(fileURLWithPath: "/dev/null/nowhere"))
        }
        #expect(Self.mayPass(try #require(missing)) == false)
    }

    @Test("A small file whose place is taken is refused for good, with the system's reason") func durableFile() throws {
        let folder = try TemporaryDirectory()
        try FileManager.default.createDirectory(
            atPath: folder.file("a.new/b"), withIntermediateDirectories: true)
        let error = #expect(throws: StorageFailure.self) { try DurableFile.write("x", to: folder.file("a")) }
        #expect(Self.mayPass(try #require(error)) == false)
        #expect(error?.description.contains("File exists") == true)
    }
}
