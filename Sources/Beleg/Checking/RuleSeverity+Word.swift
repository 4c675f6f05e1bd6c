import EInvoice
import Shared

extension RuleSeverity {
    /// What people read; programs get the code (``RawRepresentable/rawValue``).
    func word(_ language: Language) -> String {
        switch (self, language) {
        case (.fatal, .german): "Fehler"
        case (.warning, .german): "Warnung"
        case (.information, .german): "Hinweis"
        case (.fatal, .english): "Error"
        case (.warning, .english): "Warning"
        case (.information, .english): "Note"
        }
    }
}
