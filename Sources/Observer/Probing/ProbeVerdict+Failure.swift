import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import ObserverCore

extension ProbeVerdict {
    /// Says what a failed request means: dead, slow, lying, or no fault of the service's at all.
    init(failure error: any Error) {
        switch error {
        case is CancellationError: self = .void(.cancelled)
        case is NIOTooManyBytesError: self = .miss(.answerTooLarge)
        case let error as HTTPParserError:
            self = .miss(error == .invalidEOFState ? .connectionLost : .notHTTP)
        case let error as IOError: self.init(errno: error.errnoCode)
        case let error as NIOConnectionError:
            if let cause = error.connectionErrors.first?.error {
                self.init(failure: cause)
            } else {
                self = .miss(.unreachable)
            }
        case is ChannelError: self = .miss(.unreachable)
        case is ProbeExchange.DeadlineExceeded: self = .miss(.timedOut)
        default: self = .miss(.connectionLost)
        }
    }

    private init(errno code: CInt) {
        switch code {
        case ECONNREFUSED: self = .miss(.connectionRefused)
        case EMFILE, ENFILE, ENOBUFS, ENOMEM, EADDRNOTAVAIL, EAGAIN: self = .void(.ownResources)
        case ETIMEDOUT, EHOSTUNREACH, ENETUNREACH, EHOSTDOWN, ENETDOWN, EAFNOSUPPORT: self = .miss(.unreachable)
        default: self = .miss(.connectionLost)
        }
    }
}
