import Synchronization

/// What each operation of a contract takes in its query.
///
/// Read from the contract once in the life of the program, when the first request with a query comes: a start does not
/// wait for it.
final class QueryTable: Sendable {
    /// The query of one operation.
    struct Operation: Sendable {
        /// Names of all parameters, in the order of the contract.
        let names: [String]
        /// Those of them that may stand there more than once.
        let lists: Set<String>

        fileprivate init(_ operation: ContractDocument.Operation) {
            let parameters = operation.parameters.filter { $0.place == "query" }
            names = parameters.map(\.name)
            lists = Set(parameters.filter(\.isList).map(\.name))
        }
    }

    /// By path, then by method in capitals.
    typealias Operations = [String: [String: Operation]]

    private let read = Mutex<Operations?>(nil)

    /// The operations of a contract.
    /// - Throws: what ``ContractDocument`` throws; a contract that cannot be read is a fault of the program.
    func operations(of contract: ServiceContract) throws -> Operations {
        try read.withLock { kept in
            if let kept { return kept }
            var operations: Operations = [:]
            for operation in try ContractDocument(contract, version: "").operations {
                operations[operation.path, default: [:]][operation.method] = Operation(operation)
            }
            kept = operations
            return operations
        }
    }
}
