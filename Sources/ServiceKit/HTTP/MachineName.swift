import Glibc

/// The name of this machine as the kernel knows it; no resolver is asked, because that may take seconds.
package enum MachineName {
    /// In lower case, empty when the kernel has none.
    package static let current: String = {
        var buffer = [CChar](repeating: 0, count: 256)
        guard gethostname(&buffer, buffer.count - 1) == 0 else { return "" }
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self).lowercased()
    }()
}
