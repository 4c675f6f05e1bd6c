package import Shared

/// What is kept of a service over time.
package enum HistoryMetric: String, Sendable, Hashable, CaseIterable {
    /// Time from the start of a probe to its verdict, in milliseconds; time-outs count with their whole span. Errors
    /// are misses.
    case probeLatency = "probe_latency"
    /// 1 while the service works, 0 while it should and does not; errors are the zeros.
    case availability
    /// Duration of the service's own requests, in milliseconds, from its `/metrics`; errors are answers of 500 and up.
    case requestDuration = "request_duration"
    /// Requests per second, from its `/metrics`.
    case requestRate = "request_rate"
    /// Share of requests answered with 500 and up; derived from ``requestDuration``.
    case errorRate = "error_rate"
    /// Processor time, in percent of one core.
    case cpu
    /// Resident memory, in bytes.
    case memory
    /// Bytes fetched from disks per second.
    case readRate = "read_rate"
    /// Bytes sent towards disks per second.
    case writeRate = "write_rate"
    /// Descriptors in use.
    case openFiles = "open_files"
    /// Descriptors in use, in percent of the limit.
    case openFilesShare = "open_files_share"
    /// Unasked new starts; one sample each.
    case restarts

    /// The series it is read from.
    package var source: HistoryMetric { self == .errorRate ? .requestDuration : self }

    /// Unit of its values.
    package var unit: String {
        switch self {
        case .probeLatency, .requestDuration: "ms"
        case .availability, .errorRate: "ratio"
        case .requestRate: "1/s"
        case .cpu, .openFilesShare: "%"
        case .memory: "bytes"
        case .readRate, .writeRate: "bytes/s"
        case .openFiles, .restarts: "1"
        }
    }

    /// Its name for people.
    package var title: LocalizedText {
        switch self {
        case .probeLatency: LocalizedText(de: "Antwortzeit der Prüfungen", en: "Probe latency")
        case .availability: LocalizedText(de: "Verfügbarkeit", en: "Availability")
        case .requestDuration: LocalizedText(de: "Dauer der Anfragen", en: "Request duration")
        case .requestRate: LocalizedText(de: "Anfragen je Sekunde", en: "Requests per second")
        case .errorRate: LocalizedText(de: "Fehlerquote", en: "Error rate")
        case .cpu: LocalizedText(de: "Prozessor", en: "CPU")
        case .memory: LocalizedText(de: "Arbeitsspeicher", en: "Memory")
        case .readRate: LocalizedText(de: "Gelesen je Sekunde", en: "Read per second")
        case .writeRate: LocalizedText(de: "Geschrieben je Sekunde", en: "Written per second")
        case .openFiles: LocalizedText(de: "Offene Dateien", en: "Open files")
        case .openFilesShare: LocalizedText(de: "Offene Dateien, Anteil", en: "Open files, share")
        case .restarts: LocalizedText(de: "Neustarts", en: "Restarts")
        }
    }

    /// The one figure that stands for a cell on a curve; `nil` for a cell without samples.
    package func value(of cell: HistoryCell) -> Double? {
        guard cell.count > 0 else { return nil }
        switch self {
        case .probeLatency, .requestDuration: return cell.percentile(0.95)
        case .availability, .requestRate, .cpu, .readRate, .writeRate: return cell.mean
        case .errorRate: return Double(cell.errors) / Double(cell.count)
        case .memory, .openFiles, .openFilesShare: return cell.maximum
        case .restarts: return Double(cell.count)
        }
    }
}
