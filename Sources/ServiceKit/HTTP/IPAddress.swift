import Glibc

/// An IP address as its bytes: 4 for IPv4, 16 for IPv6. An IPv4 address mapped into IPv6 is its IPv4 self, so that
/// no rule can be walked around with another spelling.
package struct IPAddress: Sendable, Hashable {
    package let bytes: [UInt8]

    package init(bytes: [UInt8]) {
        let mappedPrefix: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
        self.bytes = bytes.count == 16 && bytes.starts(with: mappedPrefix) ? Array(bytes.suffix(4)) : bytes
    }

    /// Reads the strict textual forms only (`inet_pton`): no octal, no shortened IPv4, no zone.
    package init?(_ text: String) {
        var buffer = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET, text, &buffer) == 1 {
            self.init(bytes: Array(buffer.prefix(4)))
        } else if inet_pton(AF_INET6, text, &buffer) == 1 {
            self.init(bytes: buffer)
        } else {
            return nil
        }
    }

    /// 127.0.0.0/8 or ::1.
    package var isLoopback: Bool {
        bytes.count == 4 ? bytes[0] == 127 : bytes == [UInt8](repeating: 0, count: 15) + [1]
    }

    /// 0.0.0.0 or ::, "every address of mine" for a listener.
    package var isUnspecified: Bool { bytes.allSatisfy { $0 == 0 } }

    /// A host as it stands in a URL, without the brackets of an IPv6 address.
    package static func unbracketed(_ urlHost: String) -> String {
        urlHost.hasPrefix("[") && urlHost.hasSuffix("]") ? String(urlHost.dropFirst().dropLast()) : urlHost
    }

    /// As it stands in a URL.
    package var urlHost: String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let family = bytes.count == 4 ? AF_INET : AF_INET6
        guard inet_ntop(family, bytes, &text, socklen_t(text.count)) != nil else { return "" }
        let plain = String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return bytes.count == 4 ? plain : "[\(plain)]"
    }

    /// Whether the first `length` bits agree with those of a network.
    package func isIn(_ network: IPAddress, prefixLength length: Int) -> Bool {
        guard bytes.count == network.bytes.count else { return false }
        for (index, pair) in zip(bytes, network.bytes).enumerated() {
            let bits = min(max(length - index * 8, 0), 8)
            let mask = UInt8(truncatingIfNeeded: 0xFF00 >> bits)
            if pair.0 & mask != pair.1 & mask { return false }
        }
        return true
    }
}
