import Logging

/// Writes lines through swift-log's own handler, and renders a logger's metadata with a line only.
///
/// That handler renders them each time that one is set. The framework sets one for every request, and few requests write
/// a line: rendering takes longer than all that the service itself does around a request's route.
struct DeferredLogHandler: LogHandler {
    private var base: StreamLogHandler
    var metadata: Logger.Metadata = [:]

    init(label: String, logLevel: Logger.Level) {
        base = .standardError(label: label)
        base.logLevel = logLevel
    }

    var logLevel: Logger.Level {
        get { base.logLevel }
        set { base.logLevel = newValue }
    }

    var metadataProvider: Logger.MetadataProvider? {
        get { base.metadataProvider }
        set { base.metadataProvider = newValue }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var base = base
        base.metadata = metadata
        base.log(event: event)
    }
}
