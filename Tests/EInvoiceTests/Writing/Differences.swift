/// Where two values differ, as paths into them.
enum Differences {
    static func between(_ first: Any, _ second: Any, at path: String = "") -> [String] {
        let (left, right) = (Mirror(reflecting: first), Mirror(reflecting: second))
        if left.children.isEmpty || right.children.isEmpty || left.displayStyle == .optional && left.children.isEmpty {
            let (a, b) = ("\(first)", "\(second)")
            return a == b ? [] : ["\(path): \(a.prefix(80)) ≠ \(b.prefix(80))"]
        }
        guard left.children.count == right.children.count else {
            return ["\(path): \(left.children.count) ≠ \(right.children.count) parts"]
        }
        return zip(left.children, right.children).enumerated().flatMap { index, pair in
            between(pair.0.value, pair.1.value, at: "\(path).\(pair.0.label ?? String(index))")
        }
    }
}
