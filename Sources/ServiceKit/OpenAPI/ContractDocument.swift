package import Shared
import Yams

/// A contract read: its operations in the order in which they are written, and its JSON form.
package struct ContractDocument: Sendable {
    /// One operation of the contract.
    package struct Operation: Sendable {
        package let path: String
        /// In capitals, as in a request.
        package let method: String
        package let summary: String
        package let summaryDE: String
        package let parameters: [Parameter]
        /// The example of a JSON body, as JSON text.
        package let example: String?
        /// Media type of the body.
        package let bodyType: String?
        /// Status and description of each answer.
        package let answers: [(status: String, text: LocalizedText)]
    }

    /// One parameter of an operation.
    package struct Parameter: Sendable {
        package let name: String
        package let place: String
        package let isRequired: Bool
        /// It may be given more than once.
        package let isList: Bool
        /// It may be `true`; not with `const: false`.
        package let isFlag: Bool
        package let text: LocalizedText
        package let example: String?
    }

    package let yaml: String
    package let json: String
    package let operations: [Operation]

    /// - Throws: what the YAML reader throws; a contract that cannot be read is a fault of the program.
    package init(_ contract: ServiceContract, version: String) throws {
        let yaml = contract.yaml(version: version)
        let root = try compose(yaml: yaml) ?? Node([(Node, Node)]())
        let reader = Reader(root: root, german: contract.german)
        self.yaml = yaml
        var text = ""
        Self.write(root, to: &text)
        json = text
        operations = (root["paths"]?.mapping).map(reader.operations) ?? []
    }

    private struct Reader {
        let root: Node
        let german: [String: String]

        func operations(_ paths: Node.Mapping) -> [Operation] {
            paths.flatMap { path, item in
                ["get", "post", "put", "patch", "delete"].compactMap { method in
                    item[method].map { operation($0, path.string ?? "", method.uppercased()) }
                }
            }
        }

        private func operation(_ node: Node, _ path: String, _ method: String) -> Operation {
            let parameters = (node["parameters"]?.sequence).map { $0.map { parameter(resolve($0)) } } ?? []
            let content = node["requestBody"]?["content"]?.mapping?.first
            var example: String?
            if let node = content?.value["example"] {
                var text = ""
                ContractDocument.write(node, to: &text)
                example = text
            }
            let answers = (node["responses"]?.mapping).map { responses in
                responses.map { (status: $0.string ?? "", text: description(of: resolve($1))) }
            }
            return Operation(
                path: path, method: method, summary: node["summary"]?.string ?? "",
                summaryDE: node["x-summary-de"]?.string ?? "", parameters: parameters, example: example,
                bodyType: content?.key.string, answers: answers ?? [])
        }

        private func parameter(_ node: Node) -> Parameter {
            Parameter(
                name: node["name"]?.string ?? "", place: node["in"]?.string ?? "",
                isRequired: node["required"]?.string == "true", isList: node["schema"]?["type"]?.string == "array",
                isFlag: node["schema"]?["type"]?.string == "boolean",
                text: description(of: node), example: example(node["example"]))
        }

        /// A list is written with commas, as it is in a form.
        private func example(_ node: Node?) -> String? {
            node?.string ?? (node?.sequence).map { $0.compactMap(\.string).joined(separator: ",") }
        }

        /// In German as it stands beside, else as the words of the contract have it.
        private func description(of node: Node) -> LocalizedText {
            let english = node["description"]?.string ?? ""
            return LocalizedText(de: node["x-description-de"]?.string ?? german[english] ?? "", en: english)
        }

        /// The node that a `$ref` names, which is always one of this document.
        private func resolve(_ node: Node) -> Node {
            guard let reference = node["$ref"]?.string else { return node }
            return reference.split(separator: "/").dropFirst().reduce(root) { $0[String($1)] ?? $0 }
        }
    }

    private static func write(_ node: Node, to text: inout String) {
        switch node {
        case .mapping(let mapping):
            text += "{"
            for (index, pair) in mapping.enumerated() {
                if index > 0 { text += "," }
                quote(pair.key.string ?? "", to: &text)
                text += ":"
                write(pair.value, to: &text)
            }
            text += "}"
        case .sequence(let sequence):
            text += "["
            for (index, element) in sequence.enumerated() {
                if index > 0 { text += "," }
                write(element, to: &text)
            }
            text += "]"
        case .scalar(let scalar):
            let isBare = scalar.style == .plain && isLiteral(scalar.string)
            if isBare { text += scalar.string } else { quote(scalar.string, to: &text) }
        case .alias: text += "null"
        }
    }

    /// Whether a plain scalar is the same in JSON: the core schema's words and numbers (YAML 1.2, section 10.3).
    private static func isLiteral(_ text: String) -> Bool {
        if ["true", "false", "null"].contains(text) { return true }
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        if digits.count > 1, digits.hasPrefix("0"), !digits.hasPrefix("0.") { return false }
        return digits.first?.isNumber == true && digits.last?.isNumber == true && Double(text) != nil
            && digits.allSatisfy { $0.isNumber || $0 == "." }
    }

    private static func quote(_ string: String, to text: inout String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case _ where scalar.value < 0x20: text += " "
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
