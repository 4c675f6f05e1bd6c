/// Spelling rules of the Prometheus text format.
enum PrometheusText {
    /// A metric or label name: everything but letters, digits, `_` and `:` becomes `_`.
    static func name(_ label: String) -> String {
        var name = ""
        for scalar in label.unicodeScalars {
            let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
            name.unicodeScalars.append(isPlain || scalar == "_" || scalar == ":" ? scalar : "_")
        }
        if let first = name.unicodeScalars.first, first.properties.numericType != nil { name = "_" + name }
        return name
    }

    /// `{name="value",…}` with escaped values, empty without labels.
    static func labels(_ labels: [(String, String)]) -> String {
        if labels.isEmpty { return "" }
        return "{" + labels.map { "\(name($0.0))=\"\(escaped($0.1))\"" }.joined(separator: ",") + "}"
    }

    /// A number as short as it can be.
    static func number(_ value: Double) -> String {
        if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
        return "\(value)"
    }

    private static func escaped(_ value: String) -> String {
        var text = ""
        for character in value {
            switch character {
            case "\\": text += "\\\\"
            case "\"": text += "\\\""
            case "\n": text += "\\n"
            default: text.append(character)
            }
        }
        return text
    }
}
