/// Spelling rules of the Prometheus text format.
enum PrometheusText {
    /// A metric or label name: everything but letters, digits, `_` and `:` becomes `_`.
    static func name(_ label: String) -> String {
        var name = ""
        for scalar in label.unicodeScalars {
            let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
            name.unicodeScalars.append(isPlain || scalar == "_" || scalar == ":" ? scalar : "_")
        }
        guard let first = name.unicodeScalars.first else { return "_" }
        return first.properties.numericType != nil ? "_" + name : name
    }

    /// `{name="value",…}` with escaped values, empty without labels.
    static func labels(_ labels: [(String, String)]) -> String {
        if labels.isEmpty { return "" }
        return "{" + labels.map { "\(labelName($0.0))=\"\(escaped($0.1))\"" }.joined(separator: ",") + "}"
    }

    /// A number as short as it can be.
    static func number(_ value: Double) -> String {
        if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
        return "\(value)"
    }

    /// The colon is for names of metrics only.
    private static func labelName(_ label: String) -> String {
        String(name(label).map { $0 == ":" ? "_" : $0 })
    }

    /// By scalars: as a `Character`, a carriage return and a line feed are one and would slip through.
    private static func escaped(_ value: String) -> String {
        var text = String.UnicodeScalarView()
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\\", "\"": text.append(contentsOf: ["\\", scalar])
            case "\n": text.append(contentsOf: ["\\", "n"])
            default: text.append(scalar)
            }
        }
        return String(text)
    }
}
