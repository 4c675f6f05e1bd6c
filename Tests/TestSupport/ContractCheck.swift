package import ServiceKit
import Shared

/// Compares the routes of a service with its contract.
package enum ContractCheck {
    /// Routes without a contract, and operations of the contract without a route; both must be empty.
    package static func differences(
        _ service: ServiceApplication, _ contract: ServiceContract
    ) throws -> (undocumented: Set<String>, ghosts: Set<String>) {
        let document = try ContractDocument(yaml: contract.yaml(version: "1"))
        let written = Set(document.operations.map { "\($0.method) \($0.path)" })
        var routes = Set(service.routes)
        if let mount = contract.mount { routes = routes.filter { !$0.contains(mount.target + "/**") } }
        return (routes.subtracting(written), written.subtracting(routes))
    }

    /// Operations without a sentence in one of the languages, or with another one's name.
    package static func faults(_ contract: ServiceContract) throws -> [String] {
        let document = try ContractDocument(yaml: contract.yaml(version: "1"))
        let silent = document.operations.filter {
            $0.summary.isEmpty || $0.summaryDE.isEmpty || $0.answers.isEmpty
                || $0.answers.contains { $0.text.isEmpty }
        }
        _ = try JSONDocument(Array(document.json.utf8))
        return silent.map { "\($0.method) \($0.path)" }
    }

    /// Bodies of the contract that stand below a path without parameters: each must be accepted by its route.
    package static func examples(_ contract: ServiceContract) throws -> [ContractDocument.Operation] {
        try ContractDocument(yaml: contract.yaml(version: "1")).operations
            .filter { $0.example != nil && !$0.path.contains("{") }
    }
}
