import ArgumentParser
import Foundation
import Shared

/// The language of a command's texts.
enum TerminalLanguage: String, ExpressibleByArgument, CaseIterable {
    case de
    case en

    var value: Language { self == .de ? .german : .english }

    /// German where the terminal's language is German.
    static var standard: TerminalLanguage {
        let variables = ProcessInfo.processInfo.environment
        let name = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { variables[$0] }.first { !$0.isEmpty }
        return name?.hasPrefix("de") == true ? .de : .en
    }
}
