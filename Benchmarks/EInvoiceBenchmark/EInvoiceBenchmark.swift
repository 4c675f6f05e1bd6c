import ArgumentParser

/// How exactly and how fast invoices are judged. Nothing here is part of the tests.
@main
struct EInvoiceBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Agreement with the official rules, and speed.",
        subcommands: [AgreementCommand.self, SpeedCommand.self])
}
