import Crypto
import Finance
import FinanceCore
import Foundation
import HTTPTypes
import HummingbirdTesting
import ServiceKit
import Shared
import TestSupport
import Testing

@Suite("List of webhooks") struct WebhookListTests {
    @Test("It names the company of each, and compares no company's place with the standard ledger") func companies()
        async throws
    {
        let folder = try TemporaryDirectory()
        let boot = try ServiceBoot.forTests(identity: .finance)
        let settings = try FinanceSettings(config: boot.config)
        let ledger = try await openLedger(in: folder.path, settings: settings, logger: boot.logger)
        var parts = FinanceParts(ledger: ledger)
        let secret = SymmetricKey(size: .bits256)
        parts.webhooks = [
            WebhookSubscription(name: "own", url: "http://127.0.0.1:9/a", secret: secret),
            WebhookSubscription(
                name: "crm", url: "http://127.0.0.1:9/b", mandant: MandantID("muster"), secret: secret),
        ]
        try await buildApplication(boot, parts).application.test(.router) { client in
            let list = try await client.execute(uri: FinanceRoute.prefix + "/webhooks", method: .get).json
            let (own, crm) = (list["webhooks"].elements.first, list["webhooks"].elements.last)
            #expect(own?["name"] == "own" && own?["mandant"] == .null && own?["behind"] == 0)
            #expect(crm?["name"] == "crm" && crm?["mandant"] == "muster" && crm?["behind"] == .null)
        }
        await parts.shelf.close()
        await ledger.close()
    }
}
