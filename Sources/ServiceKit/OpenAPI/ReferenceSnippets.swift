/// An operation as calls that can be copied; the page's script puts its own address in the place of `$BASE`.
struct ReferenceSnippets {
    let operation: ContractDocument.Operation

    var all: [(String, String)] {
        [("curl", curl), ("fetch", fetch), ("Swift", swift)]
    }

    /// The path with examples in place of parameters, and the required ones of the query.
    private var path: String {
        var path = operation.path
        var query: [String] = []
        for parameter in operation.parameters {
            let example = parameter.example ?? parameter.name
            if parameter.place == "path" { path = path.replacing("{\(parameter.name)}", with: example) }
            if parameter.place == "query", parameter.isRequired { query.append("\(parameter.name)=\(example)") }
        }
        return query.isEmpty ? path : path + "?" + query.joined(separator: "&")
    }

    private var headers: [(String, String)] {
        let required = operation.parameters.filter { $0.place == "header" && $0.isRequired }
        let type = operation.bodyType.map { [("Content-Type", $0)] } ?? []
        return type + required.map { ($0.name, $0.example ?? "") }
    }

    private var curl: String {
        var text = "curl -s -X \(operation.method) \"$BASE\(path)\""
        for (name, value) in headers { text += " \\\n  -H '\(name): \(value)'" }
        if let example = operation.example {
            text += " \\\n  -d '\(example.replacing("'", with: "'\\''"))'"
        } else if operation.bodyType != nil {
            text += " \\\n  --data-binary @file"
        }
        return text
    }

    private var fetch: String {
        let fields = headers.map { "\"\($0.0)\": '\($0.1)'" }.joined(separator: ", ")
        var text = "const answer = await fetch(\"$BASE\(path)\", {\n  method: \"\(operation.method)\","
        if !fields.isEmpty { text += "\n  headers: { \(fields) }," }
        if let example = operation.example {
            text += "\n  body: JSON.stringify(\(example)),"
        } else if operation.bodyType != nil {
            text += "\n  body: document.querySelector(\"input[type=file]\").files[0],"
        }
        return text + "\n});\nif (!answer.ok) throw await answer.json();"
    }

    private var swift: String {
        var text = "var request = URLRequest(url: URL(string: \"$BASE\(path)\")!)\n"
        text += "request.httpMethod = \"\(operation.method)\"\n"
        for (name, value) in headers { text += "request.setValue(#\"\(value)\"#, forHTTPHeaderField: \"\(name)\")\n" }
        if let example = operation.example {
            text += "request.httpBody = Data(#\"\(example)\"#.utf8)\n"
        } else if operation.bodyType != nil {
            text += "request.httpBody = try Data(contentsOf: URL(fileURLWithPath: \"file\"))\n"
        }
        return text + "let (data, answer) = try await URLSession.shared.data(for: request)"
    }
}
