extension MarkupError {
    /// What is wrong with the file, in English.
    public var english: String {
        reason == .empty ? "The file is empty." : "The file is not readable XML: \(reason.english)."
    }

    /// What is wrong with the file, in German.
    public var german: String {
        reason == .empty ? "Die Datei ist leer." : "Die Datei ist kein lesbares XML: \(reason.german)."
    }
}

extension MarkupError: CustomStringConvertible {
    /// The reason in English, with line and column.
    public var description: String { "line \(line), column \(column): \(reason.english)" }
}

extension MarkupError.Reason {
    /// The reason in English, as the end of a sentence.
    public var english: String {
        switch self {
        case .empty: "the document is empty"
        case .tooLarge(let limit): "the document has more than \(limit) bytes"
        case .tooDeep(let limit): "elements are nested more than \(limit) deep"
        case .tooManyElements(let limit): "the document has more than \(limit) elements"
        case .tooManyAttributes(let limit): "more than \(limit) attributes"
        case .tooManyNames(let limit):
            "a name or namespace is too long, or there are too many different ones (limit \(limit))"
        case .scatteredText(let limit): "text with elements in between, more than \(limit) bytes to join"
        case .doctypeForbidden: "a document type declaration is not accepted"
        case .unsupportedEncoding(let name): "the encoding \(name) is not supported"
        case .invalidCharacter: "a character that is not allowed, or bytes that are not in the declared encoding"
        case .unknownEntity(let name): "the entity &\(name); is not known"
        case .truncated: "the document ends too early"
        case .mismatchedEndTag(let expected, let found): "</\(expected)> was expected, found </\(found)>"
        case .unboundPrefix(let prefix): "the prefix \(prefix) has no namespace"
        case .duplicateAttribute(let name): "the attribute \(name) occurs twice"
        case .contentAfterRoot: "there is content after the root element"
        case .malformed(let flaw): flaw.english
        }
    }

    /// The reason in German, as the end of a sentence.
    public var german: String {
        switch self {
        case .empty: "das Dokument ist leer"
        case .tooLarge(let limit): "das Dokument hat mehr als \(limit) Bytes"
        case .tooDeep(let limit): "Elemente sind mehr als \(limit)-fach verschachtelt"
        case .tooManyElements(let limit): "das Dokument hat mehr als \(limit) Elemente"
        case .tooManyAttributes(let limit): "mehr als \(limit) Attribute"
        case .tooManyNames(let limit):
            "ein Name oder Namensraum ist zu lang, oder es gibt zu viele verschiedene (Grenze \(limit))"
        case .scatteredText(let limit): "Text mit Elementen dazwischen, mehr als \(limit) Bytes zu verbinden"
        case .doctypeForbidden: "eine Dokumenttyp-Deklaration wird nicht angenommen"
        case .unsupportedEncoding(let name): "die Zeichenkodierung \(name) wird nicht gelesen"
        case .invalidCharacter: "ein unerlaubtes Zeichen, oder Bytes, die nicht zur angegebenen Kodierung passen"
        case .unknownEntity(let name): "die Entität &\(name); ist unbekannt"
        case .truncated: "das Dokument bricht mittendrin ab"
        case .mismatchedEndTag(let expected, let found): "</\(expected)> wurde erwartet, gefunden </\(found)>"
        case .unboundPrefix(let prefix): "das Präfix \(prefix) hat keinen Namensraum"
        case .duplicateAttribute(let name): "das Attribut \(name) kommt doppelt vor"
        case .contentAfterRoot: "nach dem Wurzelelement folgt noch etwas"
        case .malformed(let flaw): flaw.german
        }
    }
}

extension MarkupError.Flaw {
    fileprivate var english: String {
        switch self {
        case .expected(let text): "\(text) was expected"
        case .nameExpected: "a name was expected"
        case .emptyNamespace: "an empty namespace for a prefix"
        case .misplacedColons: "a name with misplaced colons"
        case .textBeforeRoot: "text before the first element"
        case .unknownMarkup: "unknown markup"
        case .dashesInComment: "-- inside a comment"
        case .misplacedDeclaration: "an XML declaration in the wrong place"
        case .slashInTag: "/ inside a tag"
        case .blankMissing: "a blank is missing before an attribute"
        case .quoteMissing: "a quote is missing"
        case .unopenedEndTag: "an end tag without a start tag"
        case .sectionEndInText: "]]> inside text"
        case .angleBracketInAttribute: "< inside an attribute"
        case .bareAmpersand: "an & that is no reference"
        }
    }

    fileprivate var german: String {
        switch self {
        case .expected(let text): "\(text) wurde erwartet"
        case .nameExpected: "ein Name wurde erwartet"
        case .emptyNamespace: "ein leerer Namensraum für ein Präfix"
        case .misplacedColons: "ein Name mit Doppelpunkten an falscher Stelle"
        case .textBeforeRoot: "Text vor dem ersten Element"
        case .unknownMarkup: "unbekannte Auszeichnung"
        case .dashesInComment: "-- in einem Kommentar"
        case .misplacedDeclaration: "eine XML-Deklaration an falscher Stelle"
        case .slashInTag: "/ mitten in einem Tag"
        case .blankMissing: "vor einem Attribut fehlt ein Leerzeichen"
        case .quoteMissing: "ein Anführungszeichen fehlt"
        case .unopenedEndTag: "ein End-Tag ohne Start-Tag"
        case .sectionEndInText: "]]> im Text"
        case .angleBracketInAttribute: "< in einem Attribut"
        case .bareAmpersand: "ein &, das keine Referenz ist"
        }
    }
}
