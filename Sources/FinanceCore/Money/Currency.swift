/// An ISO 4217 currency with the number of decimals that it is counted in.
package struct Currency: Hashable, Sendable, CustomStringConvertible {
    /// Three capital letters, for example `EUR`.
    package let code: String
    /// Decimals of the minor unit: 2 for EUR, 0 for JPY, 3 for KWD.
    package let exponent: Int
    /// The letters as one number, so that comparing and hashing need not look at text.
    private let packed: UInt32

    package static let eur = Currency(code: "EUR", exponent: 2)

    private init(code: String, exponent: Int) {
        self.code = code
        self.exponent = exponent
        packed = code.utf8.reduce(0) { $0 << 8 | UInt32($1) }
    }

    package static func == (left: Self, right: Self) -> Bool { left.packed == right.packed }

    package func hash(into hasher: inout Hasher) { hasher.combine(packed) }

    /// The currency of an ISO 4217 code, nil for a code that the standard does not know.
    package init?(code: String) {
        if code == "EUR" {
            self = .eur
        } else if Self.twoDecimals.contains(code) {
            self.init(code: code, exponent: 2)
        } else if let exponent = Self.otherDecimals[code] {
            self.init(code: code, exponent: exponent)
        } else {
            return nil
        }
    }

    package var description: String { code }

    // ISO 4217 list one, active codes of money that is paid with (no metals, no test codes).
    private static let twoDecimals: Set<String> = Set(
        """
        AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF \
        CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF \
        IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR \
        MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD \
        SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD YER \
        ZAR ZMW ZWG
        """.split(separator: " ").map(String.init))

    private static let otherDecimals: [String: Int] = [
        "BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0, "PYG": 0, "RWF": 0, "UGX": 0,
        "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
        "BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3,
    ]
}
