import Hummingbird
import Subprocess

@main
struct StackBenchmarkCommand {
    static func main() {}
}
