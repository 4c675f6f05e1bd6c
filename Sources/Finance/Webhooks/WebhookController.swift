import FinanceCore
import Hummingbird
import ServiceKit

/// `/webhooks`: how the subscriptions are doing. They are set by the operator, in a file.
struct WebhookController {
    let ledger: LedgerStore
    let states: [WebhookState]

    func addRoutes(to group: RouterGroup<ServiceContext>) {
        group.get("webhooks", use: list)
    }

    @Sendable private func list(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let response = WebhookListResponse(end: ledger.end, states: states)
        // It follows from more than the ledger, so the ledger's tag does not describe it.
        return WrittenAnswer(body: response.json, headers: [.cacheControl: "no-store"])
            .response(from: request, context: context)
    }
}

private struct WebhookListResponse: JSONWritable {
    let end: EventPosition
    let states: [WebhookState]

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.name("webhooks")
            writer.array(states) { writer, state in
                let (subscription, value) = (state.subscription, state.current)
                writer.object { writer in
                    writer.member("name", subscription.name)
                    writer.member("origin", subscription.origin)
                    writer.memberIfPresent("mandant", subscription.mandant?.description)
                    writer.memberIfPresent("account", subscription.account?.description)
                    writer.member("delivered_through", value.place?.description)
                    if subscription.mandant == nil {
                        writer.member("behind", max(0, end.sequence - (value.place?.sequence ?? end.sequence)))
                    } else {
                        // The end of a company's ledger would have to be asked of a ledger that may not be open.
                        writer.member("behind", nil)
                    }
                    writer.member("failures", value.failures)
                    writer.member("last_error", value.lastError)
                    writer.member("last_delivery", value.lastDelivery?.description)
                    writer.member("stopped", value.isStopped)
                }
            }
            writer.member("count", states.count)
        }
    }
}
