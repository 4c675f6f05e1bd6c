import ObserverCore
import Testing

@testable import Observer

/// The memory of what has happened lately.
struct EventFeedTests {
    private func numbers(_ feed: EventFeed, after number: Int) -> [Int]? {
        feed.events(after: number)?.map(\.number)
    }

    @Test func `a reader gets what came after the last event it has seen`() {
        let feed = EventFeed()
        #expect(numbers(feed, after: 0) == [])
        feed.put([.service(id: "a"), .service(id: "b"), .service(id: "c")])
        #expect(numbers(feed, after: 0) == [1, 2, 3])
        #expect(numbers(feed, after: 2) == [3])
        #expect(numbers(feed, after: 3) == [])
        #expect(numbers(feed, after: 4) == nil, "an event that never was")
    }

    @Test func `what is forgotten is told, not passed over`() {
        let feed = EventFeed()
        for _ in 0..<2_500 { feed.put([.service(id: "a")]) }
        #expect(feed.latest == 2_500)
        #expect(numbers(feed, after: 5) == nil)
        #expect(numbers(feed, after: 2_400)?.count == 100)
        let oldest = (0..<2_500).first { feed.events(after: $0) != nil }
        #expect(oldest.flatMap { numbers(feed, after: $0)?.first } == oldest.map { $0 + 1 })
    }

    @Test(.timeLimit(.minutes(1)))
    func `whoever waits is called, and forgotten when it goes`() async {
        let feed = EventFeed()
        let (stream, _) = feed.wakes()
        feed.put([.service(id: "a")])
        var iterator = stream.makeAsyncIterator()
        await iterator.next()
        #expect(numbers(feed, after: 0) == [1])
    }
}
