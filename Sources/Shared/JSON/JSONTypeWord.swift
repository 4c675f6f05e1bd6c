/// What the types of JSON are called in German sentences, with their article; in English their own names do.
public enum JSONTypeWord {
    /// The word for a type's name; a name without a word stays as it is.
    public static func german(_ name: String) -> String {
        switch name {
        case "string": "ein Text"
        case "number": "eine Zahl"
        case "whole number": "eine ganze Zahl"
        case "decimal": "eine Dezimalzahl"
        case "boolean": "ein Wahrheitswert"
        case "object": "ein Objekt"
        case "array": "eine Liste"
        case "array of strings": "eine Liste von Texten"
        case "unreadable": "etwas Unlesbares"
        default: name
        }
    }
}

extension Finding {
    /// A value of another type than expected, by the names of the types in JSON.
    ///
    /// - Parameter actual: What is there, where that is known.
    public static func wrongType(_ pointer: String, expected: String, actual: String? = nil) -> Finding {
        Finding(
            pointer, "wrong-type",
            de: "Erwartet wird \(JSONTypeWord.german(expected))"
                + (actual.map { ", nicht \(JSONTypeWord.german($0))" } ?? "") + ".",
            en: "Expected \(expected)" + (actual.map { ", not \($0)" } ?? "") + ".")
    }
}
