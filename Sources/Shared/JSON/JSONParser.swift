/// Reads JSON by recursive descent; the depth is bounded, so is the stack.
struct JSONParser {
    private enum Step {
        case member(String)
        case element(Int)
    }

    private(set) var findings: [Finding] = []
    private let bytes: [UInt8]
    private var position: Int
    private var path: [Step] = []

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    mutating func document() throws(JSONSyntaxError) -> JSONValue {
        let value = try value()
        skipBlanks()
        if position < bytes.count { throw fault(.unexpectedCharacter) }
        return value
    }

    private mutating func value() throws(JSONSyntaxError) -> JSONValue {
        skipBlanks()
        switch try peek() {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try text())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func object() throws(JSONSyntaxError) -> JSONValue {
        try enter()
        var members: [String: JSONValue] = [:]
        skipBlanks()
        if try peek() == UInt8(ascii: "}") { return leave(with: .object(members)) }
        while true {
            skipBlanks()
            guard try peek() == UInt8(ascii: "\"") else { throw fault(.unexpectedCharacter) }
            let name = try text()
            path.append(.member(name))
            skipBlanks()
            try expect(UInt8(ascii: ":"))
            let value = try value()
            if members.updateValue(value, forKey: name) != nil {
                report("duplicate-member", de: "Der Name kommt mehrfach vor.", en: "The name occurs more than once.")
            }
            path.removeLast()
            skipBlanks()
            if try peek() == UInt8(ascii: "}") { return leave(with: .object(members)) }
            try expect(UInt8(ascii: ","))
        }
    }

    private mutating func array() throws(JSONSyntaxError) -> JSONValue {
        try enter()
        var elements: [JSONValue] = []
        skipBlanks()
        if try peek() == UInt8(ascii: "]") { return leave(with: .array(elements)) }
        while true {
            path.append(.element(elements.count))
            elements.append(try value())
            path.removeLast()
            skipBlanks()
            if try peek() == UInt8(ascii: "]") { return leave(with: .array(elements)) }
            try expect(UInt8(ascii: ","))
        }
    }

    private mutating func enter() throws(JSONSyntaxError) {
        // Every level but the outermost stands in the path already.
        if path.count >= JSONDocument.depthLimit { throw fault(.tooDeep) }
        position += 1
    }

    private mutating func leave(with value: JSONValue) -> JSONValue {
        position += 1
        return value
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONSyntaxError) -> JSONValue {
        let end = position + word.utf8CodeUnitCount
        guard end <= bytes.count else { throw fault(.unexpectedEnd) }
        for index in 0..<word.utf8CodeUnitCount where bytes[position + index] != word.utf8Start[index] {
            throw fault(.unexpectedCharacter)
        }
        position = end
        return value
    }
}

// MARK: - Texts

extension JSONParser {
    private mutating func text() throws(JSONSyntaxError) -> String {
        position += 1
        let start = position
        var isPlain = true
        while true {
            switch try peek() {
            case UInt8(ascii: "\""):
                let content = start..<position
                position += 1
                return try checked(isPlain ? bytes[content] : try unescaped(content), at: start)
            case UInt8(ascii: "\\"):
                isPlain = false
                position += 2
            case 0..<0x20: throw fault(.unexpectedCharacter)
            default: position += 1
            }
        }
    }

    private mutating func checked(_ content: ArraySlice<UInt8>, at start: Int) throws(JSONSyntaxError) -> String {
        guard let text = String(validating: content, as: UTF8.self) else {
            throw JSONSyntaxError(reason: .invalidUTF8, offset: start)
        }
        if content.contains(0) {
            report("invalid-character", de: "U+0000 ist in Texten nicht erlaubt.", en: "Texts must not hold U+0000.")
        }
        return text
    }

    private func unescaped(_ range: Range<Int>) throws(JSONSyntaxError) -> ArraySlice<UInt8> {
        var result: [UInt8] = []
        result.reserveCapacity(range.count)
        var index = range.lowerBound
        while index < range.upperBound {
            guard bytes[index] == UInt8(ascii: "\\") else {
                result.append(bytes[index])
                index += 1
                continue
            }
            let place = index
            index += 2
            switch bytes[place + 1] {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): result.append(bytes[place + 1])
            case UInt8(ascii: "b"): result.append(0x08)
            case UInt8(ascii: "f"): result.append(0x0C)
            case UInt8(ascii: "n"): result.append(0x0A)
            case UInt8(ascii: "r"): result.append(0x0D)
            case UInt8(ascii: "t"): result.append(0x09)
            case UInt8(ascii: "u"): result.append(contentsOf: try scalar(&index, in: range, from: place).utf8)
            default: throw JSONSyntaxError(reason: .invalidEscape, offset: place)
            }
        }
        return result[...]
    }

    /// `\uXXXX`, or two of them that form a surrogate pair; the index stands behind the `u`.
    private func scalar(
        _ index: inout Int, in range: Range<Int>, from place: Int
    ) throws(JSONSyntaxError) -> String {
        var code = try codeUnit(&index, in: range, from: place)
        if (0xD800..<0xDC00).contains(code), index + 1 < range.upperBound,
            bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u")
        {
            index += 2
            let low = try codeUnit(&index, in: range, from: place)
            guard (0xDC00..<0xE000).contains(low) else { throw JSONSyntaxError(reason: .invalidEscape, offset: place) }
            code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(code) else { throw JSONSyntaxError(reason: .invalidEscape, offset: place) }
        return String(scalar)
    }

    private func codeUnit(
        _ index: inout Int, in range: Range<Int>, from place: Int
    ) throws(JSONSyntaxError) -> UInt32 {
        guard index + 4 <= range.upperBound else { throw JSONSyntaxError(reason: .invalidEscape, offset: place) }
        var code: UInt32 = 0
        for byte in bytes[index..<index + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw JSONSyntaxError(reason: .invalidEscape, offset: place)
            }
            code = code << 4 | UInt32(digit)
        }
        index += 4
        return code
    }
}

// MARK: - Numbers

extension JSONParser {
    /// Whole numbers stay whole, also as `1.0` and `1e3`, as far as a `Double` holds them exactly.
    private mutating func number() throws(JSONSyntaxError) -> JSONValue {
        let start = position
        if try peek() == UInt8(ascii: "-") { position += 1 }
        if try peek() == UInt8(ascii: "0") { position += 1 } else { try digits() }
        var isWhole = true
        if current == UInt8(ascii: ".") {
            isWhole = false
            position += 1
            try digits()
        }
        if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
            isWhole = false
            position += 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
            try digits()
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isWhole, let whole = Int64(text) { return .integer(whole) }
        if text.utf8.count > JSONDocument.digitLimit, significantDigits(of: text) > JSONDocument.digitLimit {
            report(
                "too-precise", de: "Die Zahl hat mehr als \(JSONDocument.digitLimit) Stellen.",
                en: "The number has more than \(JSONDocument.digitLimit) digits.")
        }
        guard let number = Double(text), number.isFinite else {
            report("out-of-range", de: "Die Zahl ist zu groß.", en: "The number is too large.")
            return .number(0)
        }
        let exact = Double(sign: .plus, exponent: 53, significand: 1)
        if number == number.rounded(), abs(number) <= exact { return .integer(Int64(number)) }
        return .number(number)
    }

    /// Digits of the mantissa without zeros at both ends.
    private func significantDigits(of text: String) -> Int {
        let mantissa = text.utf8.prefix { $0 != UInt8(ascii: "e") && $0 != UInt8(ascii: "E") }
        let digits = mantissa.filter(isDigit).drop { $0 == UInt8(ascii: "0") }
        return digits.reversed().drop { $0 == UInt8(ascii: "0") }.count
    }

    private mutating func digits() throws(JSONSyntaxError) {
        guard isDigit(try peek()) else { throw fault(.unexpectedCharacter) }
        while let byte = current, isDigit(byte) { position += 1 }
    }

    private func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}

// MARK: - Places

extension JSONParser {
    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    private func peek() throws(JSONSyntaxError) -> UInt8 {
        guard position < bytes.count else { throw fault(.unexpectedEnd) }
        return bytes[position]
    }

    private mutating func expect(_ byte: UInt8) throws(JSONSyntaxError) {
        guard try peek() == byte else { throw fault(.unexpectedCharacter) }
        position += 1
    }

    private mutating func skipBlanks() {
        while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private func fault(_ reason: JSONSyntaxError.Reason) -> JSONSyntaxError {
        JSONSyntaxError(reason: reason, offset: position)
    }

    private mutating func report(_ code: String, de: String, en: String) {
        guard findings.count < JSONDocument.findingLimit else { return }
        let pointer = path.map { step in
            switch step {
            case .member(let name): "/" + JSONPointer.escaped(name)
            case .element(let index): "/\(index)"
            }
        }
        findings.append(Finding(pointer.joined(), code, de: de, en: en))
    }
}
