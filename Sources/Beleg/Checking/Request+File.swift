import HTTPTypes
import Hummingbird
import ServiceKit
import Shared

extension Request {
    /// The body as one file, and its share of the room, to be kept as long as the file is.
    ///
    /// - Throws: ``Problem`` 400 without a body, 413, 415 for a form: its parts are not taken apart, and a verdict on
    ///   its boundaries would pass for one on the invoice; 503 without room.
    func collectFile(limit: Int, in room: UploadRoom) async throws -> (file: [UInt8], share: UploadRoom.Share) {
        guard headers[.contentType]?.lowercased().hasPrefix("multipart/") != true else { throw Problem.isForm }
        // Who does not say how much is coming may send all that is allowed.
        let share = try room.take(min(announcedLength ?? limit, limit))
        let file = try await collectBytes(limit: limit)
        share.shrink(to: file.count)
        guard !file.isEmpty else { throw Problem.noFile }
        return (file, share)
    }
}

extension Problem {
    fileprivate static let isForm = Problem(
        .unsupportedMediaType, code: "unsupported-media-type",
        detail: LocalizedText(
            de: "Formulare (multipart) werden hier nicht gelesen; die Datei selbst muss der Inhalt der Anfrage sein.",
            en: "Forms (multipart) are not read here; the file itself must be the body of the request."))

    fileprivate static let noFile = Problem(
        .badRequest, code: "empty-body",
        detail: LocalizedText(
            de: "Die Anfrage ist leer; die Datei muss ihr Inhalt sein.",
            en: "The request is empty; the file must be its body."))
}
