import ObserverCore
import Synchronization

/// The business functions of the stack file that holds at the moment.
final class FunctionBoard: Sendable {
    private let functions: Mutex<[BusinessFunction]>

    init(_ stack: StackSpec?) {
        functions = Mutex(stack?.functions ?? BusinessFunction.standard)
    }

    var current: [BusinessFunction] { functions.withLock { $0 } }

    /// The stack file was read again.
    func replace(with stack: StackSpec) {
        functions.withLock { $0 = stack.functions ?? BusinessFunction.standard }
    }
}
