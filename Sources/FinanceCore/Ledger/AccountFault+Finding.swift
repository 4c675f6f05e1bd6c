import Shared

extension AccountFault {
    /// The finding with the account that was probably meant, if there is exactly one.
    func finding(
        _ number: AccountNumber, at pointer: String, on date: BookingDate, in book: AccountBook
    ) -> Finding {
        var finding = finding(number, at: pointer)
        if case .unknown = self, let meant = book.neighbour(of: number, on: date) {
            finding.fix = [PatchOperation(.replace, pointer, meant.description)]
        }
        return finding
    }

    func finding(_ number: AccountNumber, at pointer: String) -> Finding {
        switch self {
        case .unknown:
            Finding(
                pointer: pointer, code: "unknown-account",
                detail: LocalizedText(de: "Das Konto \(number) gibt es nicht.", en: "There is no account \(number)."))
        case .closed:
            Finding(
                pointer: pointer, code: "account-closed",
                detail: LocalizedText(de: "Das Konto \(number) ist geschlossen.", en: "Account \(number) is closed."))
        case .notValid:
            Finding(
                pointer: pointer, code: "account-not-valid",
                detail: LocalizedText(
                    de: "Das Konto \(number) gilt an diesem Tag nicht.",
                    en: "Account \(number) is not valid on this day."))
        }
    }
}
