/// Where and how a document departs from its schema.
public struct StructureFault: Sendable, Hashable {
    /// What is wrong.
    public enum Kind: Sendable, Hashable {
        /// The document is none of the three that we know.
        case unknownDocument
        /// No such element may stand here.
        case unknownElement
        /// The element belongs before another one that came earlier.
        case misplaced(before: String)
        /// The element may stand once only.
        case repeated
        /// An element is missing; the fault's place is its parent.
        case missing(String)
        /// The element may not have the attribute.
        case unknownAttribute(String)
        /// The element needs the attribute.
        case missingAttribute(String)
        /// The text is not of the type; it is cut to a hundred characters.
        case invalidValue(type: String, text: String)
        /// Text between the elements of a group.
        case strayText
        /// An element inside of a value.
        case nestedElement(String)
    }

    /// What is wrong.
    public let kind: Kind
    /// The element concerned.
    public let place: Place

    init(_ kind: Kind, _ place: Place) {
        self.kind = kind
        self.place = place
    }
}

extension StructureFault {
    /// What is wrong, in English.
    public var english: String {
        switch kind {
        case .unknownDocument: "Neither a UBL Invoice or CreditNote nor a Cross Industry Invoice (D16B)."
        case .unknownElement: "This element is not known here."
        case .misplaced(let other): "This element must stand before \(other)."
        case .repeated: "This element may stand here only once."
        case .missing(let name): "The element \(name) is missing."
        case .unknownAttribute(let name): "The attribute \(name) is not allowed here."
        case .missingAttribute(let name): "The attribute \(name) is missing."
        case .invalidValue(let type, let text): "“\(text)” is not a value of the type \(type)."
        case .strayText: "There is text between the elements."
        case .nestedElement(let name): "The element \(name) stands inside of a value."
        }
    }

    /// What is wrong, in German.
    public var german: String {
        switch kind {
        case .unknownDocument: "Weder UBL Invoice oder CreditNote noch Cross Industry Invoice (D16B)."
        case .unknownElement: "Dieses Element ist hier nicht bekannt."
        case .misplaced(let other): "Dieses Element muss vor \(other) stehen."
        case .repeated: "Dieses Element darf hier nur einmal stehen."
        case .missing(let name): "Das Element \(name) fehlt."
        case .unknownAttribute(let name): "Das Attribut \(name) ist hier nicht erlaubt."
        case .missingAttribute(let name): "Das Attribut \(name) fehlt."
        case .invalidValue(let type, let text): "„\(text)“ ist kein Wert vom Typ \(type)."
        case .strayText: "Zwischen den Elementen steht Text."
        case .nestedElement(let name): "Das Element \(name) steht in einem Wert."
        }
    }
}
