import NIOCore

/// Reads the members of a descriptor one by one and remembers every fault.
struct DescriptorReader {
    /// Longest text taken from a stranger, in UTF-8 bytes.
    static let textLimit = 1_024
    /// Most entries taken in one list.
    static let listLimit = 256

    let members: [String: JSONValue]
    private(set) var findings: [Finding] = []

    init(members: [String: JSONValue]) {
        self.members = members
    }

    var unknownFields: [String: JSONValue] {
        members.filter { ServiceDescriptor.Key(rawValue: $0.key) == nil }
    }

    func isNull(_ key: ServiceDescriptor.Key) -> Bool {
        members[key.rawValue] == .null
    }

    /// A required name: letters, digits, `.`, `_`, `-`, so that it can stand in a URL and in a metric label.
    mutating func name(_ key: ServiceDescriptor.Key) -> String {
        guard let text = required(key) else { return "" }
        let isPlain = text.utf8.allSatisfy { isNameByte($0) }
        if !isPlain || text.utf8.count > 128 {
            report(
                key, "invalid-name",
                de: "Erlaubt sind 1 bis 128 Zeichen aus Buchstaben, Ziffern, Punkt, Unterstrich und Bindestrich.",
                en: "Use 1 to 128 letters, digits, dots, underscores and hyphens.")
        }
        return text
    }

    /// A required host name, IPv4 or IPv6 address.
    mutating func hostName() -> String {
        guard let text = required(.host) else { return "" }
        // try? asks "is it an address?"; only IPv6 addresses hold a colon.
        let isIPv6 = text.contains(":") && (try? NIOCore.SocketAddress(ipAddress: text, port: 0)) != nil
        if !(isIPv6 || text.utf8.allSatisfy { isNameByte($0) }) || text.utf8.count > 253 {
            report(
                .host, "invalid-host", de: "Kein gültiger Rechnername und keine IP-Adresse.",
                en: "Not a valid host name or IP address.")
        }
        return text
    }

    /// A required port; a numeric string is accepted, as the original's clients send one.
    mutating func port() -> Int {
        let number: Int64?
        switch members[ServiceDescriptor.Key.port.rawValue] {
        case .none, .some(.null):
            reportMissing(.port)
            return 0
        case .some(.integer(let value)): number = value
        case .some(.string(let text)): number = Int64(text)
        case .some(let other):
            reportType(.port, expected: "number", actual: other)
            return 0
        }
        guard let number, (1...65_535).contains(number) else {
            report(
                .port, "invalid-port", de: "Der Port muss eine Zahl von 1 bis 65535 sein.",
                en: "The port must be a number from 1 to 65535.")
            return 0
        }
        return Int(number)
    }

    mutating func processID() -> Int? {
        switch members[ServiceDescriptor.Key.pid.rawValue] {
        case .none, .some(.null): return nil
        case .some(.integer(let value)) where value > 0 && value <= Int64(Int32.max): return Int(value)
        case .some(.integer):
            report(
                .pid, "invalid-pid", de: "Die Prozessnummer muss positiv sein.",
                en: "The process id must be a positive number.")
        case .some(let other): reportType(.pid, expected: "number", actual: other)
        }
        return nil
    }

    mutating func text(_ key: ServiceDescriptor.Key) -> String? {
        switch members[key.rawValue] {
        case .none, .some(.null): return nil
        case .some(.string(let text)):
            if text.utf8.count > Self.textLimit { reportTooLong(key) }
            return text
        case .some(let other):
            reportType(key, expected: "string", actual: other)
            return nil
        }
    }

    /// A path on the service itself: starts with one `/` and holds no blank, fragment or control character.
    mutating func path(_ key: ServiceDescriptor.Key) -> String? {
        guard let text = text(key) else { return nil }
        let isPlain = text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "#") }
        if !text.hasPrefix("/") || text.hasPrefix("//") || !isPlain {
            report(
                key, "invalid-path", de: "Der Pfad muss mit genau einem / beginnen und aus sichtbarem ASCII bestehen.",
                en: "The path must start with exactly one / and consist of visible ASCII.")
        }
        return text
    }

    mutating func texts(_ key: ServiceDescriptor.Key) -> [String] {
        switch members[key.rawValue] {
        case .none, .some(.null): return []
        case .some(.array(let values)):
            if values.count > Self.listLimit { reportTooLong(key) }
            for (index, value) in values.prefix(Self.listLimit).enumerated() {
                guard let text = value.stringValue else {
                    reportType(key, index: index, expected: "string", actual: value)
                    continue
                }
                if text.utf8.count > Self.textLimit { reportTooLong(key, index: index) }
            }
            return values.compactMap(\.stringValue)
        case .some(let other):
            reportType(key, expected: "array", actual: other)
            return []
        }
    }

    mutating func object(_ key: ServiceDescriptor.Key) -> [String: JSONValue]? {
        switch members[key.rawValue] {
        case .none, .some(.null): return nil
        case .some(.object(let value)): return value
        case .some(let other):
            reportType(key, expected: "object", actual: other)
            return nil
        }
    }

    private mutating func required(_ key: ServiceDescriptor.Key) -> String? {
        let before = findings.count
        guard let text = text(key), !text.isEmpty else {
            if findings.count == before { reportMissing(key) }
            return nil
        }
        return text
    }

    private func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    private mutating func report(_ key: ServiceDescriptor.Key, _ code: String, de: String, en: String) {
        findings.append(Finding("/\(key.rawValue)", code, de: de, en: en))
    }

    private mutating func reportMissing(_ key: ServiceDescriptor.Key) {
        report(key, "missing", de: "Pflichtfeld fehlt.", en: "Required field is missing.")
    }

    private mutating func reportTooLong(_ key: ServiceDescriptor.Key, index: Int? = nil) {
        findings.append(
            Finding(pointer(key, index), "too-long", de: "Der Wert ist zu lang.", en: "The value is too long."))
    }

    private func pointer(_ key: ServiceDescriptor.Key, _ index: Int?) -> String {
        "/\(key.rawValue)" + (index.map { "/\($0)" } ?? "")
    }

    private mutating func reportType(
        _ key: ServiceDescriptor.Key, index: Int? = nil, expected: String, actual: JSONValue
    ) {
        findings.append(.wrongType(pointer(key, index), expected: expected, actual: actual.typeName))
    }
}
