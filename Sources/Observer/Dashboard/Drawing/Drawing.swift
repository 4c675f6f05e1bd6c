import Foundation

/// An SVG drawing in the making. Colours come from classes of the style sheet: a strict policy allows no style of its own.
struct Drawing {
    private(set) var body = ""

    /// Adds an element without content; attributes in the order given.
    mutating func add(_ name: String, _ attributes: KeyValuePairs<String, String>) {
        body += "<\(name)\(Self.text(attributes))/>"
    }

    mutating func addText(_ text: String, _ attributes: KeyValuePairs<String, String>) {
        body += "<text\(Self.text(attributes))>\(ScalarHTMLEscaping().escapeText(text))</text>"
    }

    /// A group with everything that the body adds.
    mutating func group(_ name: String, _ attributes: KeyValuePairs<String, String>, _ add: (inout Drawing) -> Void) {
        var inner = Drawing()
        add(&inner)
        body += "<\(name)\(Self.text(attributes))>\(inner.body)</\(name)>"
    }

    /// The whole drawing.
    func svg(_ attributes: KeyValuePairs<String, String>) -> String {
        "<svg xmlns=\"http://www.w3.org/2000/svg\"\(Self.text(attributes))>\(body)</svg>"
    }

    private static func text(_ attributes: KeyValuePairs<String, String>) -> String {
        attributes.map { " \($0)=\"\(ScalarHTMLEscaping().escapeText($1))\"" }.joined()
    }

    /// A coordinate with one decimal at most.
    static func number(_ value: Double) -> String {
        guard abs(value) < 1e9 else { return "0" }
        let tenths = (value * 10).rounded()
        return tenths.truncatingRemainder(dividingBy: 10) == 0 ? String(Int(tenths / 10)) : String(tenths / 10)
    }
}
