import Mustache
import ServiceKit

/// Escapes the values of templates as everything else: the library's own escaping goes character by character.
struct ScalarHTMLEscaping: MustacheContentType {
    /// The name under which templates ask for it.
    static let name = "SCALAR_HTML"

    func escapeText(_ text: String) -> String { text.htmlEscaped }
}
