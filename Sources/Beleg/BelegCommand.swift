import ServiceKit

@main
struct BelegCommand {
    static func main() {}
}
