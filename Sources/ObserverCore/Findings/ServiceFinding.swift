/// Something about a service that a person should look at, with the figures it follows from.
package struct ServiceFinding: Sendable, Hashable {
    /// What it is about.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case availability
        case longOutage = "long-outage"
        case errorRate = "error-rate"
        case flapping
        case restarts
        case memoryGrowth = "memory-growth"
        case memory
        case cpu
        case openFiles = "open-files"
        case meanResponse = "mean-response"
        case tailResponse = "p95-response"
        case slowerThanUsual = "slower-than-usual"
    }

    /// How soon it wants to be looked at.
    package enum Priority: Int, Sendable, Hashable, Comparable {
        case high = 1
        case medium = 2
        case low = 3

        package static func < (left: Priority, right: Priority) -> Bool { left.rawValue < right.rawValue }

        /// Name on the wire.
        package var name: String {
            switch self {
            case .high: "high"
            case .medium: "medium"
            case .low: "low"
            }
        }
    }

    /// Id of the service.
    package let service: String
    package let kind: Kind
    package let priority: Priority
    /// What was looked at, in seconds since 1970.
    package let window: Range<Int>
    /// What it follows from, the most important first.
    package let figures: [FindingFigure]

    /// The value of a figure; `nil` when it has none of that name.
    package func value(_ name: FindingFigure.Name) -> Double? {
        figures.first { $0.name == name }?.value
    }
}

/// One number behind a finding.
package struct FindingFigure: Sendable, Hashable {
    /// Which number.
    package enum Name: String, Sendable, Hashable {
        case value
        case limit
        case usual
        case factor
        case samples
        case outages
        case longest
        case count
        case errors
        case changes
        case growthPerHour = "growth_per_hour"
        case from
        case to
        case span
        case reachesLimitIn = "reaches_limit_in"
        case stretches
        case stretchesBeyond = "stretches_beyond"
        case worstAt = "worst_at"
    }

    package let name: Name
    package let value: Double
    package let unit: FigureUnit

    init(_ name: Name, _ value: Double, _ unit: FigureUnit) {
        self.name = name
        self.value = value
        self.unit = unit
    }
}

/// What could not be judged, because too little is known.
package struct UnjudgedService: Sendable, Hashable {
    /// Id of the service.
    package let service: String
    package let kind: ServiceFinding.Kind
    /// How much is known.
    package let known: Int
    /// How much it takes.
    package let needed: Int
    /// Of what.
    package let what: What

    /// What there is too little of.
    package enum What: String, Sendable, Hashable {
        case checks
        case requests
        case looks
        case spans
        case days
    }
}

/// What is found about services, the most urgent first, and what could not be judged.
package struct FindingBoard: Sendable, Hashable {
    package private(set) var findings: [ServiceFinding] = []
    package private(set) var unjudged: [UnjudgedService] = []

    /// Starts empty.
    package init() {}

    mutating func add(_ finding: ServiceFinding) { findings.append(finding) }

    mutating func add(_ unjudged: UnjudgedService) { self.unjudged.append(unjudged) }

    /// Adds what is found about another service.
    package mutating func merge(_ other: FindingBoard) {
        findings += other.findings
        unjudged += other.unjudged
    }

    /// The most urgent first; ties by kind and service.
    package mutating func sort() {
        let order = Dictionary(uniqueKeysWithValues: zip(ServiceFinding.Kind.allCases, 0...))
        findings.sort {
            ($0.priority.rawValue, order[$0.kind] ?? 0, $0.service)
                < ($1.priority.rawValue, order[$1.kind] ?? 0, $1.service)
        }
        unjudged.sort { ($0.service, order[$0.kind] ?? 0) < ($1.service, order[$1.kind] ?? 0) }
    }
}
