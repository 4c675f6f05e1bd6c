/// What taking one PDF apart may cost.
package struct HybridPDFLimits: Sendable, Hashable {
    /// Size of the PDF, in bytes.
    package var inputBytes = 50 << 20
    /// Size of what the helper process may write: a list of attachments, or the invoice.
    package var outputBytes = 25 << 20
    /// Address space of the helper process, in bytes.
    package var memoryBytes = 1 << 30
    /// Processor time of one helper process, in seconds.
    package var processorSeconds = 10
    /// Time on the clock for one helper process, in milliseconds.
    package var timeoutMilliseconds = 20_000
    /// How many attachments are listed.
    package var attachments = 200

    /// How many helper processes of one reader run at once.
    package var helpers = 8

    package init() {}
}
