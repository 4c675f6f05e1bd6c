/// A value whose text is short and plain ASCII: digits, letters and signs that no format has to escape.
///
/// Answers are made of such texts for the most part. Written straight to where they belong they take no string of their
/// own, which costs several times as much as the bytes.
package protocol ShortText: CustomStringConvertible {
    /// Most bytes that a text has.
    static var maximumTextBytes: Int { get }

    /// Writes the text.
    ///
    /// - Parameter buffer: has room for ``maximumTextBytes``.
    /// - Returns: the number of bytes.
    func writeText(to buffer: UnsafeMutableBufferPointer<UInt8>) -> Int
}

extension ShortText {
    package var description: String {
        String(unsafeUninitializedCapacity: Self.maximumTextBytes) { writeText(to: $0) }
    }
}
