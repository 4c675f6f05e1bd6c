import Shared

/// The reference of an API as a page, written on the server from the contract: readable without a script.
struct ReferencePage {
    static let stylePath = "/docs/reference.css"
    static let scriptPath = "/docs/reference.js"
    /// Our own style sheet and script alone.
    static let contentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

    let document: ContractDocument
    let contract: ServiceContract
    let language: Language

    var html: String {
        let other: Language = language == .german ? .english : .german
        let switchText = other == .german ? "Deutsch" : "English"
        return """
            <!DOCTYPE html>
            <html lang="\(language.rawValue)"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">
            <title>\(contract.title.htmlEscaped)</title><link rel="icon" href="data:,">
            <link rel="stylesheet" href="\(Self.stylePath)"><script src="\(Self.scriptPath)" defer></script></head>
            <body data-sending="\(word("wird gesendet …", "sending …"))" data-copied="\(word("kopiert", "copied"))" \
            data-failed="\(word("keine Antwort", "no answer"))" data-ask="\(question)">
            <header><h1>\(contract.title.htmlEscaped)</h1>
            <p>\(word(contract.summaryDE, contract.summary).htmlEscaped)</p><p><a href="/openapi.json">openapi.json</a> ·
            <a href="/openapi.yaml">openapi.yaml</a> · <a href="?lang=\(other.rawValue)" lang="\(other.rawValue)" \
            hreflang="\(other.rawValue)">\(switchText)</a></p>
            <p><small>\(word(ServiceContract.everywhereDE, ServiceContract.everywhere).htmlEscaped)</small></p></header>
            <nav aria-label="\(word("Operationen", "Operations"))"><ul>\(contents)</ul></nav>
            <main>\(document.operations.map(section).joined())</main></body></html>
            """
    }

    private var question: String {
        word(
            "Dieser Aufruf kann Daten ändern, und ist vielleicht nicht umkehrbar. Wirklich senden?",
            "This call may change data, perhaps for good. Really send?")
    }

    private func word(_ german: String, _ english: String) -> String {
        language == .german ? german : english
    }

    private func summary(_ operation: ContractDocument.Operation) -> String {
        (language == .german ? operation.summaryDE : operation.summary).htmlEscaped
    }

    private var contents: String {
        document.operations.map { operation in
            "<li><a href=\"#\(operation.anchor)\"><b class=\"\(operation.method)\">\(operation.method)</b> "
                + "\(operation.path.htmlEscaped)</a></li>"
        }.joined()
    }

    private func section(_ operation: ContractDocument.Operation) -> String {
        let answers = operation.answers.map { "<li><b>\($0.status)</b> \($0.text(language).htmlEscaped)</li>" }.joined()
        return """
            <section id="\(operation.anchor)"><h2><b class="\(operation.method)">\(operation.method)</b>
            <code>\(operation.path.htmlEscaped)</code></h2><p>\(summary(operation))</p>
            \(form(operation))
            <h3>\(word("Antworten", "Answers"))</h3><ul class="answers">\(answers)</ul>
            \(ReferenceSnippets(operation: operation).all.map(snippet).joined())</section>
            """
    }

    private func form(_ operation: ContractDocument.Operation) -> String {
        let rows = operation.parameters.enumerated().map { index, parameter in
            let id = "\(operation.anchor)-\(index)"
            return """
                <label for="\(id)"><code>\(parameter.name.htmlEscaped)</code>\(parameter.isRequired ? " *" : "")
                <small>\(place(parameter)) · \(parameter.text(language).htmlEscaped)</small></label>
                <input id="\(id)" data-name="\(parameter.name.htmlEscaped)" data-in="\(parameter.place)" \
                value="\(value(parameter).htmlEscaped)">
                """
        }
        return """
            <form data-method="\(operation.method)" data-path="\(operation.path.htmlEscaped)" \
            data-type="\(operation.bodyType ?? "")">\(rows.joined())\(bodyField(operation))
            <button>\(word("Ausprobieren", "Try it"))</button>\(confirmation(operation))
            <output aria-live="polite"></output><pre class="reply" hidden tabindex="0"></pre></form>
            """
    }

    /// What a field holds at first: nothing is really done before somebody has asked for it.
    private func value(_ parameter: ContractDocument.Parameter) -> String {
        if parameter.name == "dry_run", parameter.isFlag { return "true" }
        return parameter.isRequired ? parameter.example ?? "" : ""
    }

    /// The button that really sends what may change something; the script shows it after the first one.
    private func confirmation(_ operation: ContractDocument.Operation) -> String {
        guard operation.method != "GET" else { return "" }
        return #"<button class="really" hidden>\#(word("Wirklich senden", "Really send"))</button>"#
    }

    private func place(_ parameter: ContractDocument.Parameter) -> String {
        switch parameter.place {
        case "path": word("Pfad", "path")
        case "query": word("Abfrage", "query")
        case "header": word("Kopffeld", "header field")
        default: parameter.place
        }
    }

    private func bodyField(_ operation: ContractDocument.Operation) -> String {
        guard let type = operation.bodyType else { return "" }
        let id = "\(operation.anchor)-body"
        // What is no JSON is a file in most hands, and a PDF or an archive is nothing to be typed.
        let file =
            type.hasSuffix("json")
            ? ""
            : "<label for=\"\(id)-file\">\(word("… oder eine Datei", "… or a file"))</label>"
                + "<input id=\"\(id)-file\" type=\"file\">"
        return "<label for=\"\(id)\">\(word("Inhalt", "Body")) <small>\(type.htmlEscaped)</small></label>"
            + "<textarea id=\"\(id)\" rows=\"4\">\((operation.example ?? "").htmlEscaped)</textarea>" + file
    }

    private func snippet(_ name: String, _ text: String) -> String {
        """
        <details><summary>\(name)</summary><button class="copy" type="button">\(word("Kopieren", "Copy"))</button>\
        <pre tabindex="0"><code>\(text.htmlEscaped)</code></pre></details>
        """
    }
}

extension ContractDocument.Operation {
    /// A name for links that holds letters, digits and hyphens alone.
    fileprivate var anchor: String {
        method.lowercased() + path.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? String($0) : "-" }.joined()
    }
}
