package import Shared

/// One member of a JSON body that never fails to decode: it remembers whether it was there and of the right type.
///
/// A body made of fields is decoded in one pass, and ``FieldReader`` names every fault of it.
package enum Field<Value: Sendable>: Sendable {
    case absent
    case null
    case value(Value)
    /// There, but of another type, which is named; a whole number is told as well.
    case wrongType(String, wholeNumber: Int64? = nil)
    /// There and of the right type, but with a fault inside; the finding's pointer starts at this member.
    case faultInside(Finding)
}

extension Field: Decodable where Value: Decodable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else {
            do {
                self = .value(try container.decode(Value.self))
            } catch let error as DecodingError where error.path.count > decoder.codingPath.count {
                let inner = error.finding
                let pointer = JSONPointer.text(of: error.path.dropFirst(decoder.codingPath.count))
                self = .faultInside(Finding(pointer: pointer, code: inner.code, detail: inner.detail))
            } catch {
                // try? asks "is it a whole number?"
                self = .wrongType(decoder.jsonTypeName, wholeNumber: try? container.decode(Int64.self))
            }
        }
    }
}

extension Decoder {
    /// What the value is called in JSON, found out without reading it whole.
    fileprivate var jsonTypeName: String {
        // try? asks "is it this type?"
        if (try? unkeyedContainer()) != nil { return "array" }
        if (try? container(keyedBy: AnyKey.self)) != nil { return "object" }
        guard let container = try? singleValueContainer() else { return "unreadable" }
        if (try? container.decode(String.self)) != nil { return "string" }
        return (try? container.decode(Bool.self)) != nil ? "boolean" : "number"
    }
}

private struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}

extension KeyedDecodingContainer {
    /// Decodes a field; an absent member is a value like any other.
    package func decode<Value: Decodable>(_ type: Field<Value>.Type, forKey key: Key) throws -> Field<Value> {
        guard contains(key) else { return .absent }
        // The plain way is twice as quick; try? because what it cannot read is looked at again below.
        if let value = try? decodeIfPresent(Value.self, forKey: key) { return .value(value) }
        return try decodeIfPresent(type, forKey: key) ?? .null
    }
}

/// Takes fields of a body and collects every fault on the way.
package struct FieldReader {
    /// The faults so far.
    package private(set) var findings: [Finding] = []

    /// - Parameter findings: faults that are known already.
    package init(_ findings: [Finding] = []) { self.findings = findings }

    /// A member that must be there.
    package mutating func required<Value>(
        _ field: Field<Value>, _ pointer: String, _ expected: String
    ) -> Value? {
        switch field {
        case .value(let value): return value
        case .absent, .null:
            report(pointer, "missing", de: "Pflichtfeld fehlt.", en: "Required field is missing.")
        case .wrongType(let actual, let number): reportType(pointer, expected, actual, number)
        case .faultInside(let fault): report(pointer, fault)
        }
        return nil
    }

    /// A member that may be absent or null.
    package mutating func optional<Value>(
        _ field: Field<Value>, _ pointer: String, _ expected: String
    ) -> Value? {
        switch field {
        case .value(let value): return value
        case .absent, .null: break
        case .wrongType(let actual, let number): reportType(pointer, expected, actual, number)
        case .faultInside(let fault): report(pointer, fault)
        }
        return nil
    }

    /// Adds a fault found by the caller.
    package mutating func report(_ pointer: String, _ code: String, de: String, en: String) {
        findings.append(Finding(pointer, code, de: de, en: en))
    }

    /// Adds faults found by a rule.
    package mutating func report(_ more: [Finding]) {
        findings += more
    }

    /// Ends the reading.
    ///
    /// - Throws: ``Problem`` 422 when anything was wrong.
    package func finish() throws(Problem) {
        if !findings.isEmpty { throw .invalid(findings) }
    }

    private mutating func report(_ pointer: String, _ fault: Finding) {
        findings.append(Finding(pointer: pointer + fault.pointer, code: fault.code, detail: fault.detail))
    }

    private mutating func reportType(_ pointer: String, _ expected: String, _ actual: String, _ number: Int64?) {
        if expected == "number", actual == "number" {
            // The only number that a number's type refuses: one with a fraction, or beyond its range.
            return report(
                pointer, "out-of-range", de: "Die Zahl ist nicht ganz oder zu groß.",
                en: "The number is not whole or too large.")
        }
        var finding = Finding.wrongType(pointer, expected: expected, actual: actual)
        // The number of an account without its quotes; of other texts a number says nothing.
        if expected == "string", pointer.hasSuffix("account"), let number, (1...999_999_999).contains(number) {
            finding.fix = [PatchOperation(.replace, pointer, String(number))]
        }
        findings.append(finding)
    }
}
