/// BG-4 Seller, BG-7 Buyer, BG-10 Payee, BG-11 Seller tax representative; each uses the terms it has.
public struct Party: Sendable, Hashable {
    /// BT-27, BT-44, BT-59, BT-62 Name (the registered one of seller and buyer)
    public var name: String?
    /// BT-28, BT-45 Trading name
    public var tradingName: String?
    /// BT-29, BT-46, BT-60 Identifiers
    public var identifiers: [Identifier] = []
    /// BT-30, BT-47, BT-61 Legal registration identifier
    public var legalRegistration: Identifier?
    /// BT-31, BT-48, BT-63 VAT identifier
    public var vatIdentifier: String?
    /// BT-32 Seller tax registration identifier (in Germany the Steuernummer)
    public var taxRegistration: String?
    /// BT-33 Additional legal information
    public var legalForm: String?
    /// BT-34, BT-49 Electronic address
    public var electronicAddress: Identifier?
    /// BG-5, BG-8, BG-12 Postal address
    public var address: Address?
    /// BG-6, BG-9 Contact
    public var contact: Contact?
    /// BT-90 Bank assigned creditor identifier, where UBL keeps it with seller or payee
    public var creditorReference: String?

    /// An empty group.
    public init() {}
}

/// BG-5, BG-8, BG-12, BG-15 Address.
public struct Address: Sendable, Hashable {
    /// BT-35, BT-50, BT-64, BT-75 Address line 1
    public var line1: String?
    /// BT-36, BT-51, BT-65, BT-76 Address line 2
    public var line2: String?
    /// BT-162, BT-163, BT-164, BT-165 Address line 3
    public var line3: String?
    /// BT-37, BT-52, BT-66, BT-77 City
    public var city: String?
    /// BT-38, BT-53, BT-67, BT-78 Post code
    public var postCode: String?
    /// BT-39, BT-54, BT-68, BT-79 Country subdivision
    public var subdivision: String?
    /// BT-40, BT-55, BT-69, BT-80 Country code
    public var country: String?

    /// An empty group.
    public init() {}
}

/// BG-6, BG-9 Contact.
public struct Contact: Sendable, Hashable {
    /// BT-41, BT-56 Contact point
    public var name: String?
    /// The department that CII keeps apart from the contact point
    public var department: String?
    /// BT-42, BT-57 Telephone number
    public var telephone: String?
    /// BT-43, BT-58 Email address
    public var email: String?

    /// An empty group.
    public init() {}
}
