import TestSupport

/// Transactions in JSON as clients write them, and ways to damage them.
enum WrittenTransactions {
    /// Written plainly.
    static let plain = [
        #"{"id":"01950000-0000-7000-8000-000000000001","date":"2026-01-15","description":"Büro","lines":[{"account":"1400","debit":"119.00"},{"account":"8400","credit":"100.00","tax_key":"3"},{"account":"1776","credit":"19.00"}]}"#,
        #"{"date":"2026-01-15","amount":"119.00","debit_account":"1400","credit_account":"8400"}"#,
        #" { "date" : "2026-01-15" , "currency":"JPY","amount":"119","debit_account":"1400","credit_account":"8400" } "#,
        #"{"date":"2026-02-28","document_date":"2026-02-27","service_date":"2026-02-26","document_number":"R-1","source":"beleg","description":"","lines":[{"account":"1","debit":"1","currency":"USD","text":"a","cost_centre_1":"x","cost_centre_2":"y"},{"account":"2","credit":"1.00","currency":"USD"}]}"#,
    ]

    /// Right, but not written plainly.
    static let other = [
        #"{"date":"2026-01-15","description":"a \"}]{[, \\","amount":"1.00","debit_account":"1400","credit_account":"8400"}"#,
        #"{"date":"2026-01-15","amount":1.5,"debit_account":"1400","credit_account":"8400","expect":[]}"#,
        #"{"lines":[{"account":"1400","debit":"1"},{"account":"8400","credit":"1"}],"currency":"USD","date":"2026-01-15"}"#,
    ]

    /// Changes one place of some bytes.
    static func damage(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
        let place = Int.random(in: bytes.indices, using: &random)
        switch Int.random(in: 0..<6, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(bytes.randomElement(using: &random) ?? 0, at: place)
        case 3: bytes[place] = Array("0123456789\"{}[]:,. \t".utf8).randomElement(using: &random) ?? 0
        case 4:
            let other = Array(plain.randomElement(using: &random)?.utf8 ?? "".utf8)
            let from = Int.random(in: other.indices, using: &random)
            bytes.replaceSubrange(place..., with: other[from...])
        default:
            bytes.swapAt(place, Int.random(in: bytes.indices, using: &random))
        }
    }
}
