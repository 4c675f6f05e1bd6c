import Foundation
import Glibc
import NIOCore
package import NIOPosix

extension NIOConnectionError {
    /// Why no connection came about, in the system's own words: what the library puts around them misleads.
    package var reason: String {
        guard let first = connectionErrors.first?.error else { return "unknown host \(host)" }
        return (first as? IOError).map { String(cString: strerror($0.errnoCode)) } ?? "\(first)"
    }
}
