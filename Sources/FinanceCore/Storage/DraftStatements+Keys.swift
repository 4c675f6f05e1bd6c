/// The client's key of a request that makes a draft or a batch, and the fingerprint of what it asks for.
struct RequestKey: Sendable {
    let key: String
    let fingerprint: [UInt8]
}

extension DraftStatements {
    /// What a key was used for before.
    enum KeyUse {
        case nothing
        /// The same request made this draft or batch.
        case something(EntityID)
        /// Another request.
        case other(String)
    }

    func made(with key: RequestKey?) throws(StorageFailure) -> KeyUse {
        guard let key else { return .nothing }
        keyRow.bind(1, key.key)
        guard try keyRow.next() else { return .nothing }
        defer { keyRow.reset() }
        return keyRow.bytes(0) == key.fingerprint ? .something(keyRow.id(1)) : .other(key.key)
    }

    func insert(_ key: RequestKey, madeWith id: EntityID) throws(StorageFailure) {
        insertKey.bind(1, key.key)
        insertKey.bind(2, key.fingerprint)
        insertKey.bind(3, id)
        try insertKey.run()
    }
}
