import Foundation
import Shared

/// The page that shows how to use the API: its files are those of the folder Web, compiled into the program.
struct ExamplePage: Sendable {
    /// Scripts and styles of our own alone; the words of the page are data, which no rule about scripts concerns.
    static let contentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

    /// A script or style sheet under its name below `/assets`.
    struct Asset: Sendable {
        let name: String
        let bytes: [UInt8]

        var mediaType: String {
            name.hasSuffix(".css") ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8"
        }
    }

    static let assets = [
        Asset(name: "page.css", bytes: PackageResources.page_css),
        Asset(name: "page.js", bytes: PackageResources.page_js),
        Asset(name: "api.js", bytes: PackageResources.api_js),
        Asset(name: "booking.js", bytes: PackageResources.booking_js),
        Asset(name: "charts.js", bytes: PackageResources.charts_js),
        Asset(name: "dom.js", bytes: PackageResources.dom_js),
        Asset(name: "money.js", bytes: PackageResources.money_js),
    ]

    /// Finished pages: nothing in them comes from a request.
    private let pages = Dictionary(
        uniqueKeysWithValues: Language.allCases.map { ($0, Self.page(in: $0)) })

    func html(_ language: Language) -> String { pages[language] ?? "" }

    private static func page(in language: Language) -> String {
        let bytes = language == .german ? PackageResources.words_de_json : PackageResources.words_en_json
        let json = String(decoding: bytes, as: UTF8.self)
        var page = String(decoding: PackageResources.page_html, as: UTF8.self)
        for (key, word) in words(json) {
            page.replace("{{\(key)}}", with: escaped(word))
        }
        page.replace("{{language}}", with: language.rawValue)
        page.replace("{{words}}", with: json)
        precondition(!page.contains("{{"), "a word of the page is missing in \(language)")
        return page
    }

    private static func words(_ json: String) -> [String: String] {
        do {
            return try JSONDecoder().decode([String: String].self, from: Data(json.utf8))
        } catch {
            preconditionFailure("the words of the page are no JSON object of texts: \(error)")
        }
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
    }
}
