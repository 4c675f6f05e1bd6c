package import Foundation

extension JSONEncoder {
    /// The encoder of every answer: paths in texts stay readable.
    package static var service: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes]
        return encoder
    }
}
