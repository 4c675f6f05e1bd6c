extension ServiceContract {
    /// Entries of `components/responses`: what each status means when a service refuses (RFC 9457).
    static let refusals = kinds.map { name, english, german in
        """

            \(name):
              description: "\(english)"
              x-description-de: "\(german)"
              headers:
                Retry-After: {$ref: '#/components/headers/Retry-After'}
              content:
                application/problem+json:
                  schema: {$ref: '#/components/schemas/Problem'}
        """
    }.joined()

    private static let kinds = [
        (
            "BadRequest", "Cannot be read: JSON, path, query or header field",
            "Nicht lesbar: JSON, Pfad, Abfrage oder Kopffeld"
        ),
        (
            "Forbidden", "Not allowed, such as for a foreign web page (foreign-origin); code says why",
            "Nicht erlaubt, etwa einer fremden Webseite (foreign-origin); code nennt den Grund"
        ),
        ("NotFound", "What the path names is not there", "Was der Pfad nennt, gibt es nicht"),
        (
            "MethodNotAllowed", "Never possible with this method; Allow names the others",
            "Mit dieser Methode nie möglich; Allow nennt die anderen"
        ),
        (
            "Conflict", "Does not fit what is there, or its state; code says why",
            "Passt nicht zu dem, was da ist, oder zu seinem Zustand; code nennt den Grund"
        ),
        (
            "PreconditionFailed", "Has been changed since it was read: If-Match, or a condition, does not hold",
            "Seit dem Lesen geändert: If-Match oder eine Bedingung trifft nicht zu"
        ),
        ("ContentTooLarge", "The body is too large", "Der Inhalt ist zu groß"),
        (
            "UnsupportedMediaType", "A body of this Content-Type is not read here",
            "Inhalt mit diesem Content-Type wird hier nicht gelesen"
        ),
        (
            "Invalid", "Read, but wrong: errors names every fault with its place",
            "Gelesen, aber falsch: errors nennt jeden Fehler mit seiner Stelle"
        ),
        ("PreconditionRequired", "If-Match is missing", "If-Match fehlt"),
        (
            "TooManyRequests", "Too often; Retry-After says when again",
            "Zu oft; Retry-After sagt, wann wieder"
        ),
        (
            "Unavailable", "Not possible now; Retry-After says when again, where that is known",
            "Jetzt nicht möglich; Retry-After sagt, wann wieder, wo es bekannt ist"
        ),
    ]
}
