import ServiceKit

@main
struct FinanceCommand {
    static func main() {}
}
