import EInvoice
import Foundation

@main
struct EInvoiceBenchmark {
    static func main() throws {
        for path in CommandLine.arguments.dropFirst() {
            let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
            let clock = ContinuousClock()
            let start = clock.now
            let tree = try ElementTree(parsing: bytes)
            print(path, tree.count, clock.now - start)
        }
    }
}
