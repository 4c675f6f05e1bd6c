import Hummingbird
import ServiceKit

extension ServiceContext {
    /// The `{id}` of the path, cut to what an id can be long.
    var entityID: String {
        String((parameters.get("id") ?? "").prefix(64))
    }
}
