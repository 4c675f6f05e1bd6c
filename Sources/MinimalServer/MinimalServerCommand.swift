import ServiceKit

@main
struct MinimalServerCommand {
    static func main() {}
}
