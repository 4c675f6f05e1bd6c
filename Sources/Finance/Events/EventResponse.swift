import FinanceCore

/// An event as streams and webhooks show it.
struct EventResponse: JSONWritable {
    let event: LedgerEvent
    /// Prefix of the ledger's routes, for links.
    var routes = LedgerRoutes.standard

    /// The words of a subscription.
    static let names = [
        "transaction.posted", "transaction.reversed", "account.created", "account.changed", "lock.set",
        "document.stored",
    ]

    /// What has happened. `transaction.reversed` tells of the reversal, which names its original.
    var name: String {
        switch event.content {
        case .transaction(let transaction):
            transaction.reverses == nil ? "transaction.posted" : "transaction.reversed"
        case .account(let account): account.version == 1 ? "account.created" : "account.changed"
        case .lock: "lock.set"
        case .document: "document.stored"
        }
    }

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("type", name)
            writer.member("event_id", event.position.description)
            writer.member("ledger_seq", event.position.sequence)
            switch event.content {
            case .transaction(let transaction):
                writer.name("transaction")
                TransactionResponse(transaction: transaction).write(to: &writer)
            case .account(let account):
                writer.name("account")
                Self.write(account, to: &writer)
            case .lock(let lock):
                writer.name("lock")
                LockResponse(lock: lock).write(to: &writer)
            case .document(let document):
                writer.name("document")
                DocumentResponse(document: document, routes: routes).write(to: &writer)
            }
        }
    }

    /// The account as this version says, without its balance, which is not the version's.
    private static func write(_ account: Account, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", account.number.description)
            writer.member("name", account.nameDE)
            writer.member("name_en", account.nameEN)
            writer.member("category", account.category.rawValue)
            writer.member("active", account.isActive)
            writer.member("never_negative", account.isNeverNegative)
            writer.memberIfPresent("tax_key", account.taxKey)
            writer.memberIfPresent("valid_from", account.validFrom?.description)
            writer.memberIfPresent("valid_until", account.validUntil?.description)
            writer.member("version", account.version)
            writer.member("recorded_at", account.recordedAt.description)
        }
    }
}
