/// An ISO 4217 currency with the number of decimals that it is counted in.
package struct Currency: Hashable, Sendable, ShortText {
    /// Three letters of eight bits and the decimals in the last eight: comparing and hashing need not look at text.
    private let packed: UInt32

    package static let eur = Currency(letters: "EUR", exponent: 2)

    private init(letters: String, exponent: Int) {
        packed = Self.pack(letters.utf8) | UInt32(exponent)
    }

    /// Three capital letters, for example `EUR`.
    package var code: String { description }

    package static let maximumTextBytes = 3

    package func writeText(to buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
        for place in 0..<3 { buffer[place] = UInt8(truncatingIfNeeded: packed >> UInt32(24 - 8 * place)) }
        return 3
    }

    /// Decimals of the minor unit: 2 for EUR, 0 for JPY, 3 for KWD.
    package var exponent: Int { Int(packed & 0xff) }

    /// The three letters as a number, the first one highest.
    var letters: UInt32 { packed >> 8 }

    /// The currency of an ISO 4217 code, nil for a code that the standard does not know.
    package init?(code: String) { self.init(utf8: code.utf8) }

    package init?(utf8 letters: some Collection<UInt8>) {
        guard letters.count == 3 else { return nil }
        self.init(letters: Self.pack(letters) >> 8)
    }

    /// The currency of three letters packed into a number, nil for one that the standard does not know.
    init?(letters: UInt32) {
        if letters == Self.eur.letters {
            self = .eur
            return
        }
        guard let exponent = Self.exponents[letters] else { return nil }
        packed = letters << 8 | UInt32(exponent)
    }

    private static func pack(_ letters: some Sequence<UInt8>) -> UInt32 {
        letters.reduce(0) { $0 << 8 | UInt32($1) } << 8
    }

    // ISO 4217 list one, active codes of money that is paid with (no metals, no test codes).
    private static let twoDecimals = """
        AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF \
        CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF \
        IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR \
        MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD \
        SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD YER \
        ZAR ZMW ZWG
        """

    private static let otherDecimals: [String: UInt8] = [
        "BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0, "PYG": 0, "RWF": 0, "UGX": 0,
        "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
        "BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3,
    ]

    /// Decimals by packed letters.
    private static let exponents: [UInt32: UInt8] = {
        var exponents: [UInt32: UInt8] = [:]
        for code in twoDecimals.split(separator: " ") { exponents[pack(code.utf8) >> 8] = 2 }
        for (code, exponent) in otherDecimals { exponents[pack(code.utf8) >> 8] = exponent }
        return exponents
    }()
}
