@main
enum StubServiceCommand {
    static func main() {}
}
