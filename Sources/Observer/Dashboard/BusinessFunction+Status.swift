import ObserverCore
import Shared

extension BusinessFunction {
    /// The status of a function, and who is to blame when it is not a good one.
    struct Standing: Sendable, Equatable {
        /// `nil` when one of its services is not known at all.
        var status: ServiceStatus?
        /// Names of the services that are in the way, its own first.
        var culprits: [String] = []
    }

    /// The worst of its services, of which each counts as its best instance.
    ///
    /// A service that works while something beneath it does not is a limit: it may still do a part of its work.
    func standing(in services: ServiceIndex) -> Standing {
        let own = self.services.map { ($0, services.status(of: $0)) }
        let missing = own.filter { $0.1 == nil }.map(\.0)
        guard missing.isEmpty else { return Standing(status: nil, culprits: missing) }
        let worst = own.compactMap(\.1).min { $0.urgency < $1.urgency }
        if let worst, worst != .healthy {
            return Standing(status: worst, culprits: own.filter { $0.1 == worst }.map { services.name(of: $0.0) })
        }
        let beneath = services.allNeeded(by: self.services).filter {
            services.status(of: $0).map { Tone($0) == .bad } ?? false
        }
        return Standing(status: beneath.isEmpty ? worst : .warning, culprits: beneath)
    }
}

/// Services by name, for questions about what needs what.
struct ServiceIndex: Sendable {
    private var best: [String: ShownService] = [:]
    private var nameOfUnit: [String: String] = [:]

    init(_ services: [ShownService]) {
        for service in services {
            if let unit = service.unit { nameOfUnit[unit] = service.name }
            let known = best[service.name]
            if known.map({ $0.status.urgency < service.status.urgency }) ?? true { best[service.name] = service }
        }
    }

    /// The service's name, also for the name of a unit.
    func name(of name: String) -> String { best[name] == nil ? nameOfUnit[name] ?? name : name }

    /// The best instance.
    func service(_ name: String) -> ShownService? { best[self.name(of: name)] }

    /// The best instance's status; a service that runs several times works while one of them does.
    func status(of name: String) -> ServiceStatus? { service(name)?.status }

    /// Everything beneath some services, each once, the nearest first.
    func allNeeded(by names: [String]) -> [String] {
        var found: [String] = []
        var seen = Set(names.map(name(of:)))
        var next = Array(seen)
        while !next.isEmpty {
            let needed = next.flatMap { service($0)?.needs ?? [] }.map(name(of:))
            next = needed.filter { seen.insert($0).inserted }
            found += next
        }
        return found
    }

    /// Everything that stands on a service, itself not included.
    func allNeeding(_ name: String) -> [String] {
        let target = self.name(of: name)
        return best.keys.sorted().filter { $0 != target && allNeeded(by: [$0]).contains(target) }
    }
}
