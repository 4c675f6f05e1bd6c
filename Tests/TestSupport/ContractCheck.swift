import HTTPTypes
import HummingbirdTesting
package import ServiceKit
import Shared

/// Compares the routes of a service with its contract.
package enum ContractCheck {
    /// Routes without a contract, and operations of the contract without a route; both must be empty.
    package static func differences(
        _ service: ServiceApplication, _ contract: ServiceContract
    ) throws -> (undocumented: Set<String>, ghosts: Set<String>) {
        let document = try ContractDocument(contract, version: "1")
        let written = Set(document.operations.map { "\($0.method) \($0.path)" })
        var routes = Set(service.routes)
        if let mount = contract.mount { routes = routes.filter { !$0.contains(mount.target + "/**") } }
        return (routes.subtracting(written), written.subtracting(routes))
    }

    /// Operations without a sentence in one of the languages, or with one for two refusals.
    package static func faults(_ contract: ServiceContract) throws -> [String] {
        let document = try ContractDocument(contract, version: "1")
        let silent = document.operations.filter { operation in
            let texts = operation.answers.map(\.text) + operation.parameters.map(\.text)
            let refusals = operation.answers.filter { $0.status >= "400" }.map(\.text.en)
            return Set(refusals).count < refusals.count || operation.summary.isEmpty || operation.summaryDE.isEmpty
                || operation.answers.isEmpty
                || texts.contains { $0.de.isEmpty || $0.en.isEmpty }
        }
        _ = try JSONDocument(Array(document.json.utf8))
        return silent.map { "\($0.method) \($0.path)" }
    }

    /// Operations that obey a page of another site, or do not document the refusal; there must be none.
    package static func openToForeignPages(
        _ service: ServiceApplication, _ contract: ServiceContract
    ) async throws -> [String] {
        let changes = try ContractDocument(contract, version: "1").operations.filter { $0.method != "GET" }
        return try await service.application.test(.router) { client in
            var open: [String] = []
            for operation in changes {
                guard let method = HTTPRequest.Method(operation.method) else { continue }
                // A foreign page can give the parameters any value; no operation may come to look at them.
                let answer = try await client.execute(
                    uri: operation.path.replacing("{", with: "").replacing("}", with: ""), method: method,
                    headers: [.secFetchSite: "cross-site"])
                let isRefused = try answer.status == .forbidden && answer.problem.code == "foreign-origin"
                let isDocumented = operation.answers.contains { $0.status == "403" }
                if !isRefused || !isDocumented { open.append("\(operation.method) \(operation.path)") }
            }
            return open
        }
    }

    /// Operations that take a query parameter that the contract does not know, or do not document the refusal; there
    /// must be none.
    ///
    /// An event stream that does not refuse would never end: give the test a time limit.
    package static func deafToQueries(
        _ service: ServiceApplication, _ contract: ServiceContract
    ) async throws -> [String] {
        let operations = try ContractDocument(contract, version: "1").operations
        return try await service.application.test(.router) { client in
            var deaf: [String] = []
            for operation in operations {
                guard let method = HTTPRequest.Method(operation.method) else { continue }
                let path = operation.path.replacing("{", with: "").replacing("}", with: "")
                let answer = try await client.execute(uri: path + "?no-such-thing=1", method: method)
                let isRefused = try answer.status == .badRequest && answer.problem.code == "parameter-unknown"
                let isDocumented = operation.answers.contains { $0.status == "400" }
                if !isRefused || !isDocumented { deaf.append("\(operation.method) \(operation.path)") }
            }
            return deaf
        }
    }

    /// Bodies of the contract that stand below a path without parameters: each must be accepted by its route.
    package static func examples(_ contract: ServiceContract) throws -> [ContractDocument.Operation] {
        try ContractDocument(contract, version: "1").operations
            .filter { $0.example != nil && !$0.path.contains("{") }
    }
}
