import ArgumentParser
import Foundation
import Glibc
import ServiceKit

/// A file that was named on the command line.
enum InputFile {
    /// Opens it for reading.
    /// - Throws: exit code 66 (EX_NOINPUT), after it was said why.
    static func open(_ path: String) throws(ExitCode) -> FileHandle {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw refuse(path, sentence(errno)) }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var status = stat()
        // The system opens a folder as well, and refuses only to read it.
        if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { throw refuse(path, sentence(EISDIR)) }
        return handle
    }

    /// What reading an opened file came upon.
    static func refuse(_ path: String, _ reason: String) -> ExitCode {
        Terminal.complain("Finance: \(path) cannot be read: \(reason)")
        return ExitCode(66)
    }

    private static func sentence(_ code: Int32) -> String {
        switch code {
        case ENOENT, ENOTDIR: "there is no such file"
        case EACCES, EPERM: "this user may not read it"
        case EISDIR: "it is a folder, not a file"
        default: String(cString: strerror(code))
        }
    }
}
