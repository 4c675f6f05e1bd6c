/// One sentence in the two languages that every user-visible text exists in.
package struct LocalizedText: Hashable, Sendable {
    package let de: String
    package let en: String

    package init(de: String, en: String) {
        self.de = de
        self.en = en
    }
}

/// One fault in the input: where it is, what it is called, and a sentence for a person.
package struct Finding: Hashable, Sendable {
    /// JSON pointer (RFC 6901) to the faulty value, "" for the whole body.
    package let pointer: String
    /// Stable kebab-case code.
    package let code: String
    package let detail: LocalizedText

    package init(pointer: String, code: String, detail: LocalizedText) {
        self.pointer = pointer
        self.code = code
        self.detail = detail
    }
}
