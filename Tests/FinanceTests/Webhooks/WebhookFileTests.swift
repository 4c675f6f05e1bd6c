import Foundation
import ServiceKit
import TestSupport
import Testing

@testable import Finance

@Suite("File of webhooks") struct WebhookFileTests {
    private static func faults(_ text: String) throws -> [String] {
        let folder = try TemporaryDirectory()
        let path = folder.file("webhooks.json")
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        do throws(InvalidSettings) {
            _ = try WebhookFile.read(path)
            return []
        } catch {
            return error.faults
        }
    }

    @Test("Unknown members are named with the likely one, whatever else is wrong") func unknownMembers() throws {
        let faults = try Self.faults(
            #"{"webhook":[],"webhooks":[{"name":"crm","url":"https://crm.example/","secretfile":"/x","colour":1}]}"#)
        for (pointer, words) in [
            ("/webhook", "webhooks is probably meant"), ("/webhooks/0/secretfile", "secret_file is probably meant"),
            ("/webhooks/0/colour", "There are: name, url"),
        ] {
            #expect(faults.contains { $0.contains(pointer + ":") && $0.contains(words) }, "\(pointer): \(faults)")
        }
        #expect(faults.contains("webhooks[0].secret_file is missing or cannot be used"))
    }

    @Test("A file without subscriptions has no fault") func empty() throws {
        #expect(try Self.faults(#"{"webhooks":[]}"#).isEmpty)
    }
}
