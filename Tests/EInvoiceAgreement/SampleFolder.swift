package import Foundation

/// The folder of real invoices and official tests beside the repository.
package struct SampleFolder: Sendable {
    package let url: URL

    package init(_ url: URL) {
        self.url = url
    }

    /// The documents of a folder within, by name.
    func files(in name: String) -> [URL] {
        // try? because a folder that is not there holds nothing, which the counts of the tests show.
        let content = try? FileManager.default.contentsOfDirectory(
            at: url.appending(path: name), includingPropertiesForKeys: nil)
        return (content ?? []).filter { $0.pathExtension == "xml" }.sorted { $0.path < $1.path }
    }
}
