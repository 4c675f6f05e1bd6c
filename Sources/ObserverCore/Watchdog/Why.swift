package import ProcessKit

/// The reason of a decision, with its figures. ``text`` says it to people.
package enum Why: Sendable, Hashable, Codable {
    // Starts and stops that were wanted
    case stackStarted
    case stackStopping(by: String)
    case asked(OperatorCommand, by: String)
    case configurationChanged
    case addedToStack
    case removedFromStack

    // Failures
    case crashed(ExitStatus, episode: Int, delayMilliseconds: Int)
    case ranOutOfMemory(episode: Int, delayMilliseconds: Int)
    case endedByItself(delayMilliseconds: Int)
    case hung(misses: Int, sinceMilliseconds: Int, fault: String)
    case startTookTooLong(milliseconds: Int)
    case stopTookTooLong(milliseconds: Int)
    case vanished
    case tooManyFailures(count: Int, withinMilliseconds: Int)
    case failedOnProbation(ExitStatus)
    case quarantineTry
    case obstacle(Obstacle)
    case leftAlone(ExitStatus)
    /// It failed while it is paused; with the way in which it ended, when it did.
    case leftPaused(ExitStatus?)

    // Ends of waits
    case obstacleGone
    case dependencyReady(String)
    case timeToRetry

    // Holding back
    case waitsForDependency(String)
    case startsWithoutDependency(String)
    case tooManyStarts(limit: Int)
    case tooManyRestarts(perMinute: Int)
    case commonCause(members: [String])
    case rootOfCommonCause(members: [String])
    case dependencyFails(String)

    // Good news
    case ready(milliseconds: Int)
    case recovered
    case stopped
    case foundAgain(pid: Int32)
    case duplicate(pid: Int32)
    case leftBehind(generation: Int)

    // People
    case incidentOpened(Incident.Kind)
    case incidentLasts(reminder: Int)
    case incidentClosed(afterMilliseconds: Int)
    case silenceEnded
    case serviceDown(String)
    case stalled(milliseconds: Int)
}
