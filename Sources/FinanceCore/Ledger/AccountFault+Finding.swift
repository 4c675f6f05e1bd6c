import Shared

extension AccountFault {
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
