/// Writes XML as UTF-8, two blanks per level.
///
/// A group in which nothing was written leaves no trace: the rules of Peppol forbid empty elements, and a writer may
/// thus name every group without asking first whether it has content.
struct XMLOutput {
    private(set) var bytes = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8)
    private var depth = 0
    private var guests: GuestElements

    /// - Parameter unknown: Elements from a document of the same syntax, put back where they stood.
    init(_ syntax: StructureSyntax, unknown: [UnknownElement] = []) {
        guests = GuestElements(unknown, grammar: syntax.grammar)
    }

    /// The elements that found no place.
    var losses: [WritingLoss] { guests.left.map { WritingLoss(term: $0) } }

    /// An element with text; nothing at all without text.
    mutating func leaf(_ name: String, _ text: String?, _ attributes: (String, String?)...) {
        guard let text else { return }
        write(guests.before(name))
        openTag(name, attributes)
        append(text, escaping: .text)
        bytes += "</\(name)>\n".utf8
    }

    /// An element with children, dropped again when there turn out to be none.
    ///
    /// - Parameter keepsEmpty: Whether the element stays without children, because the schema demands it.
    mutating func group(
        _ name: String, _ attributes: (String, String?)..., keepsEmpty: Bool = false,
        body: (inout XMLOutput) -> Void
    ) {
        write(guests.before(name))
        let head = bytes.count
        openTag(name, attributes)
        bytes.append(UInt8(ascii: "\n"))
        let inside = bytes.count
        depth += 1
        guests.enter(name)
        body(&self)
        write(guests.leave())
        depth -= 1
        if bytes.count == inside, !keepsEmpty {
            bytes.removeSubrange(head...)
            guests.forget(name)
        } else if bytes.count == inside {
            bytes.removeSubrange(head...)
            openTag(name, attributes)
            bytes += "</\(name)>\n".utf8
        } else {
            indent()
            bytes += "</\(name)>\n".utf8
        }
    }

    private mutating func write(_ elements: [String]) {
        for element in elements {
            indent()
            bytes += element.utf8
            bytes.append(UInt8(ascii: "\n"))
        }
    }

    private mutating func openTag(_ name: String, _ attributes: [(String, String?)]) {
        indent()
        bytes.append(UInt8(ascii: "<"))
        bytes += name.utf8
        for (key, value) in attributes {
            guard let value else { continue }
            bytes += " \(key)=\"".utf8
            append(value, escaping: .attribute)
            bytes.append(UInt8(ascii: "\""))
        }
        bytes.append(UInt8(ascii: ">"))
    }

    private mutating func indent() {
        bytes += repeatElement(UInt8(ascii: " "), count: 2 * depth)
    }

    private enum Place {
        case text, attribute
    }

    private mutating func append(_ text: String, escaping place: Place) {
        // Nearly every text, and the megabytes of an attachment, need no escaping at all.
        if text.utf8.allSatisfy(Self.isPlain) {
            bytes += text.utf8
            return
        }
        for scalar in text.unicodeScalars {
            switch (scalar, place) {
            case ("&", _): bytes += "&amp;".utf8
            case ("<", _): bytes += "&lt;".utf8
            case (">", _): bytes += "&gt;".utf8
            case ("\"", .attribute): bytes += "&quot;".utf8
            // A reader would turn these into line feeds or blanks.
            case ("\r", _): bytes += "&#13;".utf8
            case ("\n", .attribute): bytes += "&#10;".utf8
            case ("\t", .attribute): bytes += "&#9;".utf8
            default: bytes += String(Self.isAllowed(scalar) ? scalar : "\u{FFFD}").utf8
            }
        }
    }

    /// Neither markup nor control; 0xEF starts the few characters that XML cannot hold.
    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), 0..<0x20, 0xEF: false
        default: true
        }
    }

    /// What XML 1.0 can hold at all.
    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
        default: false
        }
    }
}
