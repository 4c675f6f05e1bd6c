import Yams

/// Variables of a stack file: `${NAME}`, `${NAME:-default}`; `$$` is a dollar.
extension StackFileReader {
    /// Replaces the variables of a text; `nil` after a fault.
    func expand(_ text: String, _ node: Node) -> String? {
        var result = ""
        var isWhole = true
        var rest = text[...]
        while let dollar = rest.firstIndex(of: "$") {
            result += rest[..<dollar]
            rest = rest[dollar...].dropFirst()
            if rest.first == "$" {
                result += "$"
                rest = rest.dropFirst()
            } else if rest.first == "{", let end = rest.firstIndex(of: "}") {
                let value = value(rest.dropFirst().prefix(upTo: end), node)
                result += value ?? ""
                isWhole = isWhole && value != nil
                rest = rest[end...].dropFirst()
            } else {
                isWhole = false
                report(
                    node, de: "Ein einzelnes $: für ein Dollarzeichen $$ schreiben, für eine Variable ${NAME}.",
                    en: "A lone $: write $$ for a dollar sign, ${NAME} for a variable.")
            }
        }
        return isWhole ? result + rest : nil
    }

    private func value(_ expression: Substring, _ node: Node) -> String? {
        let name = expression.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
        let rest = expression.dropFirst(name.count)
        guard !name.isEmpty, rest.isEmpty || rest.hasPrefix(":-"), !rest.contains("$") else {
            let shown = Self.shown(String(expression))
            report(
                node, de: "„${\(shown)}“ ist keine Variable: ${NAME} oder ${NAME:-Ersatz} schreiben, ohne $ darin.",
                en: "\"${\(shown)}\" is no variable: write ${NAME} or ${NAME:-default}, without a $ inside.")
            return nil
        }
        if let value = variables[String(name)], !value.isEmpty { return value }
        if !rest.isEmpty { return String(rest.dropFirst(2)) }
        report(
            node, de: "Die Umgebungsvariable \(name) ist leer oder nicht gesetzt; ein Ersatz wäre ${\(name):-Ersatz}.",
            en: "The environment variable \(name) is empty or not set; a default would be ${\(name):-default}.")
        return nil
    }
}
