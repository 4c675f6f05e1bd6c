/// BG-1 Invoice note.
public struct InvoiceNote: Sendable, Hashable {
    /// BT-21 Invoice note subject code (UNTDID 4451)
    public var subjectCode: String?
    /// BT-22 Invoice note
    public var text: String?

    /// An empty group.
    public init() {}
}

/// BG-2 Process control.
public struct ProcessControl: Sendable, Hashable {
    /// BT-23 Business process type
    public var businessProcess: String?
    /// BT-24 Specification identifier
    public var specification: String?

    /// An empty group.
    public init() {}
}

/// BG-3 Preceding invoice reference.
public struct PrecedingInvoice: Sendable, Hashable {
    /// BT-25 Preceding invoice reference
    public var number: String?
    /// BT-26 Preceding invoice issue date
    public var issueDate: String?

    /// An empty group.
    public init() {}
}

/// BG-13 Delivery information.
public struct Delivery: Sendable, Hashable {
    /// BT-70 Deliver to party name
    public var partyName: String?
    /// BT-71 Deliver to location identifier
    public var location: Identifier?
    /// BT-72 Actual delivery date
    public var date: String?
    /// BG-15 Deliver to address
    public var address: Address?

    /// An empty group.
    public init() {}
}

/// BG-14 Invoicing period, or BG-26 invoice line period.
public struct Period: Sendable, Hashable {
    /// BT-73 or BT-134 Start date
    public var start: String?
    /// BT-74 or BT-135 End date
    public var end: String?

    /// An empty group.
    public init() {}
}

/// BG-24 Additional supporting document.
public struct SupportingDocument: Sendable, Hashable {
    /// BT-122 Supporting document reference
    public var reference: String?
    /// BT-123 Supporting document description
    public var description: String?
    /// BT-124 External document location
    public var location: String?
    /// BT-125 Attached document
    public var content: BinaryContent?

    /// An empty group.
    public init() {}
}

/// BT-125 Attached document.
public struct BinaryContent: Sendable, Hashable {
    /// The document in Base64, as it stands in the invoice.
    public var base64: String
    /// BT-125-1 MIME code.
    public var mimeCode: String?
    /// BT-125-2 File name.
    public var filename: String?

    /// An attached document.
    public init(base64: String, mimeCode: String? = nil, filename: String? = nil) {
        self.base64 = base64
        self.mimeCode = mimeCode
        self.filename = filename
    }
}

/// BG-DEX-09 Third party payment of the German extension.
public struct ThirdPartyPayment: Sendable, Hashable {
    /// BT-DEX-001 Third party payment type
    public var type: String?
    /// BT-DEX-002 Third party payment amount
    public var amount: ExactDecimal?
    /// BT-DEX-003 Third party payment description
    public var description: String?

    /// An empty group.
    public init() {}
}

/// An element that no business term covers, with everything inside it.
public struct UnknownElement: Sendable, Hashable {
    /// Path of the element that it stands in, with the document's own prefixes.
    public var parentPath: String
    /// The element as XML, with the namespaces it needs declared.
    public var xml: String

    /// An element found at a path.
    public init(parentPath: String, xml: String) {
        self.parentPath = parentPath
        self.xml = xml
    }
}
