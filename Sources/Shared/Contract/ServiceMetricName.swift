/// Names of series that every service of the stack has on its `/metrics`, and that the Observer reads.
package enum ServiceMetricName {
    /// Histogram over all requests but those of health and metrics, in seconds; its bounds are those of ``LogBuckets``
    /// in milliseconds, and only buckets that hold something are given.
    package static let requestDuration = "service_request_duration_seconds"
    /// Requests among them that were answered with 500 or above.
    package static let requestErrors = "service_request_errors_total"
}
