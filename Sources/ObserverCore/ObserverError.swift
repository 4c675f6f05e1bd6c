/// Everything the registry refuses.
package enum ObserverError: Error, Sendable, Hashable {
    /// No registration with this id, or a newer incarnation holds it: the client must register again.
    case unknownService(String)
    /// The registry holds as many services, or as much text about them, as it may.
    case registryFull
    /// The registration could not be written to disk and is therefore not acknowledged.
    case storageUnavailable
}
