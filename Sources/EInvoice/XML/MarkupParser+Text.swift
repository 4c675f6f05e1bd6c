extension MarkupParser {
    // MARK: Character data

    /// Text up to the next markup.
    mutating func text() throws(Failure) {
        let start = position
        var needsDecoding = false
        while position < bytes.count, bytes[position] != UInt8(ascii: "<") {
            let byte = bytes[position]
            if byte == UInt8(ascii: "&") || byte == 0x0D { needsDecoding = true }
            if byte < 0x20 || byte >= 0xEF { try checkCharacter(at: position) }
            if byte == UInt8(ascii: ">"), position - start >= 2, bytes[position - 1] == UInt8(ascii: "]"),
                bytes[position - 2] == UInt8(ascii: "]")
            {
                throw .malformed(.sectionEndInText)
            }
            position += 1
        }
        guard position < bytes.count else { throw .truncated }
        try append(start..<position, needsDecoding: needsDecoding, expandsEntities: true)
    }

    mutating func characterData() throws(Failure) {
        position += 9
        let start = position
        while position + 2 < bytes.count {
            if starts(with: "]]>") {
                try append(start..<position, needsDecoding: true, expandsEntities: false)
                position += 3
                return
            }
            try checkCharacter(at: position)
            position += 1
        }
        position = bytes.count
        throw .truncated
    }

    mutating func attributeValue(until quote: UInt8) throws(Failure) -> ElementTree.TextSpan {
        let start = position
        var needsDecoding = false
        while position < bytes.count, bytes[position] != quote {
            let byte = bytes[position]
            if byte == UInt8(ascii: "<") { throw .malformed(.angleBracketInAttribute) }
            if byte == UInt8(ascii: "&") || byte < 0x20 { needsDecoding = true }
            if byte < 0x20 || byte >= 0xEF { try checkCharacter(at: position) }
            position += 1
        }
        guard position < bytes.count else { throw .truncated }
        let raw = start..<position
        position += 1
        guard needsDecoding else {
            return ElementTree.TextSpan(start: Int32(raw.lowerBound), count: Int32(raw.count))
        }
        let first = decoded.count
        try decode(raw, expandsEntities: true, isAttribute: true)
        return decodedSpan(from: first)
    }

    /// Adds a run of text to the open element.
    private mutating func append(
        _ raw: Range<Int>, needsDecoding: Bool, expandsEntities: Bool
    ) throws(Failure) {
        guard let element = open.last, !raw.isEmpty else { return }
        let record = Int(element.record)
        let existing = records[record].text
        let isLayout = records.count > record + 1 && !needsDecoding && raw.allSatisfy { isBlank(bytes[$0]) }
        if isLayout { return }
        if existing.count == 0, !needsDecoding {
            records[record].text = ElementTree.TextSpan(start: Int32(raw.lowerBound), count: Int32(raw.count))
            return
        }
        let isAtEnd = existing.start < 0 && Int(-(existing.start + 1)) + Int(existing.count) == decoded.count
        let first = isAtEnd && existing.count > 0 ? Int(-(existing.start + 1)) : decoded.count
        if first == decoded.count, existing.count > 0 { try copy(existing) }
        try decode(raw, expandsEntities: expandsEntities, isAttribute: false)
        records[record].text = decodedSpan(from: first)
    }

    /// Each piece copies all before it: without a limit, a small document would fill the memory.
    private mutating func copy(_ span: ElementTree.TextSpan) throws(Failure) {
        joined += Int(span.count)
        guard joined <= limits.joinedText else { throw .scatteredText(limit: limits.joinedText) }
        if span.start < 0 {
            let start = Int(-(span.start + 1))
            decoded.append(contentsOf: Array(decoded[start..<start + Int(span.count)]))
        } else {
            decoded.append(contentsOf: bytes[Int(span.start)..<Int(span.start) + Int(span.count)])
        }
    }

    private func decodedSpan(from first: Int) -> ElementTree.TextSpan {
        ElementTree.TextSpan(start: Int32(-first - 1), count: Int32(decoded.count - first))
    }

    /// Line ends become line feeds, references their characters, blanks of attributes spaces.
    private mutating func decode(_ raw: Range<Int>, expandsEntities: Bool, isAttribute: Bool) throws(Failure) {
        var index = raw.lowerBound
        while index < raw.upperBound {
            let byte = bytes[index]
            if byte == UInt8(ascii: "&"), expandsEntities {
                index = try reference(at: index, end: raw.upperBound)
                continue
            }
            index += 1
            if byte == 0x0D {
                if index < raw.upperBound, bytes[index] == 0x0A { index += 1 }
                decoded.append(isAttribute ? 0x20 : 0x0A)
            } else {
                decoded.append(isAttribute && byte < 0x20 ? 0x20 : byte)
            }
        }
    }

    /// Appends what a reference stands for and returns the position behind it.
    private mutating func reference(at start: Int, end: Int) throws(Failure) -> Int {
        // No reference that is accepted is longer than this.
        let last = min(end, start + 12)
        guard let semicolon = (start..<last).first(where: { bytes[$0] == UInt8(ascii: ";") }) else {
            position = start
            throw .malformed(.bareAmpersand)
        }
        let name = string(start + 1..<semicolon)
        if name.first == "#" {
            guard let scalar = Self.scalar(name.dropFirst()) else {
                position = start
                throw .invalidCharacter
            }
            decoded.append(contentsOf: Array(String(Character(scalar)).utf8))
            return semicolon + 1
        }
        guard let character = Self.predefined[name] else {
            position = start
            throw .unknownEntity(name)
        }
        decoded.append(character)
        return semicolon + 1
    }

    private static let predefined: [String: UInt8] = [
        "lt": UInt8(ascii: "<"), "gt": UInt8(ascii: ">"), "amp": UInt8(ascii: "&"), "quot": UInt8(ascii: "\""),
        "apos": UInt8(ascii: "'"),
    ]

    private static func scalar(_ digits: Substring) -> Unicode.Scalar? {
        let isHexadecimal = digits.first == "x"
        let number = isHexadecimal ? digits.dropFirst() : digits
        guard number.allSatisfy(\.isHexDigit), let value = UInt32(number, radix: isHexadecimal ? 16 : 10) else {
            return nil
        }
        let isForbidden = (value < 0x20 && ![9, 10, 13].contains(value)) || value == 0xFFFE || value == 0xFFFF
        return isForbidden ? nil : Unicode.Scalar(value)
    }
}
