import ServiceKit

@main
struct ObserverCommand {
    static func main() {}
}
import Mustache
