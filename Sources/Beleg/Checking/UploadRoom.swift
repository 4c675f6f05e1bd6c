import Foundation
import HTTPTypes
import ProcessKit
import ServiceKit
import Shared
import Synchronization

/// Memory for files on their way: who finds none is asked to come again, so that many large uploads at once do not end
/// the service.
final class UploadRoom: Sendable {
    /// Bytes of all uploads together.
    static let limit = 256 << 20

    /// Bytes from which a file leaves enough behind that it is worth giving back.
    private static let largeFile = 1 << 20

    private let used = Mutex(0)

    /// A part of the room, given back when nobody holds it any more.
    final class Share: Sendable {
        private let room: UploadRoom
        private let bytes: Mutex<Int>

        fileprivate init(_ room: UploadRoom, _ bytes: Int) {
            self.room = room
            self.bytes = Mutex(bytes)
        }

        /// Gives back what a file does not need, once it is there: only then its size is known for certain.
        func shrink(to needed: Int) {
            let surplus = bytes.withLock { bytes in
                let surplus = max(bytes - needed, 0)
                bytes -= surplus
                return surplus
            }
            room.used.withLock { $0 -= surplus }
        }

        deinit {
            let bytes = bytes.withLock { $0 }
            room.used.withLock { $0 -= bytes }
            // The tree of a large invoice is hundreds of thousands of small blocks; the service would stay that large.
            if bytes >= UploadRoom.largeFile { ProcessMemory.returnFreedPages() }
        }
    }

    /// - Throws: `Problem` 503 when there is no room for so many bytes.
    func take(_ bytes: Int) throws(Problem) -> Share {
        let isThere = used.withLock { used in
            guard used + bytes <= Self.limit else { return false }
            used += bytes
            return true
        }
        guard isThere else { throw .noRoom }
        return Share(self, bytes)
    }
}

extension Problem {
    fileprivate static let noRoom = Problem(
        .serviceUnavailable, code: "too-many-uploads",
        detail: LocalizedText(
            de: "Gerade werden zu viele große Dateien hochgeladen; bitte gleich noch einmal.",
            en: "Too many large files are being uploaded right now; please try again in a moment."),
        headers: [.retryAfter: "2"])
}
