/// A text in which keys that are there twice are made different, so that the rest can be read: the first letter of the
/// earlier one becomes a letter that the text does not hold. Places stay as they are.
struct DisguisedKeys {
    /// Keys that are made different; each costs one more pass over the text.
    private static let limit = 50
    private static let standIns = (0..<0x1800).compactMap { Unicode.Scalar(0xE000 + UInt32($0)) }

    private var scalars: [Unicode.Scalar]
    private var free: ArraySlice<Unicode.Scalar>
    private var originals: [Unicode.Scalar: Unicode.Scalar] = [:]

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
        let used = Set(scalars)
        free = Self.standIns.filter { !used.contains($0) }[...]
    }

    var text: String { String(String.UnicodeScalarView(scalars)) }

    /// Makes the key at a place different.
    ///
    /// - Returns: Whether that was possible.
    mutating func disguise(at place: FilePlace) -> Bool {
        guard originals.count < Self.limit, var index = index(of: place) else { return false }
        if scalars[index] == "\"" || scalars[index] == "'" { index += 1 }
        guard index < scalars.count, scalars[index].properties.isAlphabetic, let standIn = free.popFirst() else {
            return false
        }
        originals[standIn] = scalars[index]
        scalars[index] = standIn
        return true
    }

    /// What a key was called before.
    func original(_ key: String) -> String {
        guard let first = key.unicodeScalars.first, let original = originals[first] else { return key }
        return String(original) + String(key.unicodeScalars.dropFirst())
    }

    private func index(of place: FilePlace) -> Int? {
        var (line, column) = (1, 1)
        for (index, scalar) in scalars.enumerated() {
            if line == place.line, column == place.column { return index }
            (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
        }
        return nil
    }
}
