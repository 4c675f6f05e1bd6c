/// Finds the end of a JSON object, over as many pieces as it comes in: where its brackets are closed, those in strings left
/// aside.
struct ObjectGrammar {
    private var depth = 0
    private var isInString = false
    private var isEscaped = false

    /// The place behind the object; nil, and what was learned is kept for the bytes that follow, if it is not there yet.
    mutating func end(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
        for position in start..<bytes.count {
            if isInString {
                passInString(bytes[position])
                continue
            }
            switch bytes[position] {
            case UInt8(ascii: "\""): isInString = true
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                if depth == 0 { return position + 1 }
            default: break
            }
        }
        return nil
    }

    private mutating func passInString(_ byte: UInt8) {
        if isEscaped {
            isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
            isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
            isInString = false
        }
    }
}
