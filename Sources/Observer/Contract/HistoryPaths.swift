import ServiceKit

extension ServiceContract {
    /// Figures over time.
    static let historyPaths = #"""
          "/services/{id}/history":
            get:
              operationId: getServicesIdHistory
              summary: "Figures of a service over time, with percentiles right to 1.1 %"
              x-summary-de: "Messwerte eines Dienstes im Zeitverlauf, mit auf 1,1 % genauen Perzentilen"
              parameters:
                \#(serviceID)
                - name: metric
                  in: query
                  description: "Names with commas between: probe_latency, availability, request_duration, request_rate, error_rate, cpu, memory, read_rate, write_rate, open_files, open_files_share, restarts"
                  schema: {type: array, items: {type: string}, default: [probe_latency]}
                  example: [probe_latency, cpu]
                - name: from
                  in: query
                  description: "ISO 8601, seconds since 1970, or a span before now such as -2h; an hour before the end unless given"
                  schema: {type: string}
                  example: "-2h"
                - name: to
                  in: query
                  description: "As from; now unless given"
                  schema: {type: string}
                - name: step
                  in: query
                  description: "Width of a point: 10, 30s, 5m, 2h or 1d; at most 2000 points"
                  schema: {type: string}
                  example: "1m"
              responses:
                "200":
                  description: Done
                  content:
                    application/json:
                      schema: {type: object, required: [service_id, from, to, step_seconds, tier, relative_error, metrics, available]}
                      example: {"service_id": "finance-service_localhost_8007", "from": "2026-01-15T10:00:00.000Z", "to": "2026-01-15T12:00:00.000Z", "step_seconds": 60, "tier": "1m", "tier_seconds": 60, "relative_error": 0.011, "metrics": {"probe_latency": {"unit": "ms", "title": "Probe latency", "summary": {"count": 3600, "errors": 0, "value": 2.1, "min": 0.4, "max": 9.7, "mean": 0.9, "p50": 0.8, "p95": 2.1, "p99": 4.4}, "points": [{"at": "2026-01-15T10:00:00.000Z", "count": 30, "errors": 0, "value": 1.9, "min": 0.5, "max": 2.2, "mean": 0.9, "p50": 0.8, "p95": 1.9, "p99": 2.2}]}}, "available": ["probe_latency", "cpu"]}
                \#(refused(400, 404, 422))
        """#
}
