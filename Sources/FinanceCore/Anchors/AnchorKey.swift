import Crypto
import Foundation

/// The Ed25519 key (RFC 8032) that signs the anchors of a ledger.
package struct AnchorKey: Sendable {
    private let key: Curve25519.Signing.PrivateKey

    /// Why a key file cannot be used.
    package enum Fault: Error, Hashable, Sendable {
        case unreadable(String)
        case accessibleToOthers(String)
        case malformed(String)
        case cannotCreate(String, reason: String)
    }

    /// A new key that is kept nowhere.
    package init() { self.init(Curve25519.Signing.PrivateKey()) }

    /// Reads the key of a file, 32 bytes in Base64; makes the file, readable for its owner alone, if there is none.
    package init(path: String) throws(Fault) {
        guard FileManager.default.fileExists(atPath: path) else {
            self.init()
            try write(to: path)
            return
        }
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)  // nil is judged as too open
        guard let mode = attributes?[.posixPermissions] as? NSNumber, mode.intValue & 0o077 == 0 else {
            throw .accessibleToOthers(path)
        }
        guard let data = FileManager.default.contents(atPath: path) else { throw .unreadable(path) }
        let text = String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        guard let raw = Data(base64Encoded: text),
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: raw)  // nil: not 32 bytes
        else { throw .malformed(path) }
        self.init(key)
    }

    private init(_ key: Curve25519.Signing.PrivateKey) { self.key = key }

    /// The public half.
    package var publicKey: ChainHash { ChainHash([UInt8](key.publicKey.rawRepresentation)) ?? .origin }

    func sign(_ message: [UInt8]) throws(StorageFailure) -> [UInt8] {
        do {
            return [UInt8](try key.signature(for: message))
        } catch {
            throw StorageFailure(code: 0, "an anchor cannot be signed: \(error)")
        }
    }

    static func isValid(_ signature: [UInt8], for message: [UInt8], by publicKey: ChainHash) -> Bool {
        // try? because 32 bytes that are no key have signed nothing
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey.bytes) else { return false }
        return key.isValidSignature(signature, for: message)
    }

    private func write(to path: String) throws(Fault) {
        let text = key.rawRepresentation.base64EncodedString() + "\n"
        do {
            try DurableFile.write(text, to: path, permissions: 0o600)
        } catch {
            throw .cannotCreate(path, reason: error.description)
        }
    }
}
