import Foundation

/// Lines for the person at the terminal. Nobody may be there: a closed or broken output must not end a service.
package enum Terminal {
    /// Writes a line to standard output.
    package static func say(_ line: String) {
        write(line, to: .standardOutput)
    }

    /// Writes a line to standard error.
    package static func complain(_ line: String) {
        write(line, to: .standardError)
    }

    private static func write(_ line: String, to output: FileHandle) {
        try? output.write(contentsOf: Data((line + "\n").utf8))  // see above: nobody is there to be told
    }
}
