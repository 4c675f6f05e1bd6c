import BelegCore
import Foundation

/// A document as it is shown; in a list without its lines.
struct DocumentAnswer: Encodable, Sendable {
    let id: String
    let typ: String
    let status: String
    let version: Int64
    let nummer: String?
    let kundenId: String?
    let lieferantenId: String?
    let partner: PartnerLine
    let datum: String
    let leistungsdatum: String
    let faelligAm: String
    let waehrung = MoneyFormat.currency
    let lieferantenRechnungsnummer: String?
    let lieferantenRechnungsdatum: String?
    let bemerkung: String?
    let positionen: [PositionAnswer]?
    let mwst: [VATGroupAnswer]?
    let summeNetto: String
    let summeMwst: String
    let summeBrutto: String
    let stornoVon: ReferenceAnswer?
    let storniertDurch: ReferenceAnswer?
    let buchung: BookingAnswer?
    let erstelltAm: String
    let finalisiertAm: String?

    init(_ document: Document) {
        self.init(
            document.header, positions: document.positions.map(PositionAnswer.init),
            groups: document.vatGroups.map(VATGroupAnswer.init))
    }

    init(_ header: DocumentHeader) {
        self.init(header, positions: nil, groups: nil)
    }

    private init(_ header: DocumentHeader, positions: [PositionAnswer]?, groups: [VATGroupAnswer]?) {
        let isSale = header.baseKind == .rechnung
        id = header.id
        typ = header.kind.rawValue
        status = header.status.rawValue
        version = header.version
        nummer = header.number
        kundenId = isSale ? header.partnerID : nil
        lieferantenId = isSale ? nil : header.partnerID
        partner = PartnerLine(header)
        datum = header.date.description
        leistungsdatum = header.serviceDate.description
        faelligAm = header.dueDate.description
        lieferantenRechnungsnummer = header.supplierNumber
        lieferantenRechnungsdatum = header.supplierDate?.description
        bemerkung = header.note
        positionen = positions
        mwst = groups
        summeNetto = MoneyFormat.text(header.netMinor)
        summeMwst = MoneyFormat.text(header.vatMinor)
        summeBrutto = MoneyFormat.text(header.grossMinor)
        stornoVon = header.reverses.map(ReferenceAnswer.init)
        storniertDurch = header.reversedBy.map(ReferenceAnswer.init)
        buchung = header.booking.map { BookingAnswer($0, original: header.reverses) }
        erstelltAm = header.createdAt.wireText
        finalisiertAm = header.finalisedAt?.wireText
    }
}

/// The partner as the document names it.
struct PartnerLine: Encodable, Sendable {
    let nummer: String
    let name: String
    let strasse: String?
    let plz: String?
    let ort: String?
    let land: String
    let ustId: String?
    let leitwegId: String?
    let iban: String?

    init(_ header: DocumentHeader) {
        nummer = header.partnerNumber
        name = header.partner.name
        strasse = header.partner.street
        plz = header.partner.postalCode
        ort = header.partner.city
        land = header.partner.country
        ustId = header.partner.vatID
        leitwegId = header.partner.leitwegID
        iban = header.partner.iban
    }
}

/// One line of a document.
struct PositionAnswer: Encodable, Sendable {
    let artikelId: String?
    let bezeichnung: String?
    let menge: String
    let einheit: String
    let einzelpreis: String
    let mwstSatz: String
    let mwstKategorie: String
    let befreiungsgrund: String?
    let rabattProzent: String?
    let rabattBetrag: String?
    let konto: String?
    let summeNetto: String

    init(_ position: Position) {
        let hasDiscount = position.discountPercent != .zero
        artikelId = position.articleID
        bezeichnung = position.text
        menge = position.quantity.text()
        einheit = position.unit
        einzelpreis = position.unitPrice.text(minimumDecimals: 2)
        mwstSatz = String(position.vat.rate.rawValue)
        mwstKategorie = position.vat.category.rawValue
        befreiungsgrund = position.exemptionReason
        rabattProzent = hasDiscount ? position.discountPercent.text() : nil
        rabattBetrag = hasDiscount ? MoneyFormat.text(position.discountMinor) : nil
        konto = position.account
        summeNetto = MoneyFormat.text(position.netMinor)
    }
}

/// VAT of one category and rate.
struct VATGroupAnswer: Encodable, Sendable {
    let mwstSatz: String
    let mwstKategorie: String
    let summeNetto: String
    let summeMwst: String

    init(_ group: VATGroup) {
        mwstSatz = String(group.key.rate.rawValue)
        mwstKategorie = group.key.category.rawValue
        summeNetto = MoneyFormat.text(group.baseMinor)
        summeMwst = MoneyFormat.text(group.vatMinor)
    }
}

/// Another document of the chain.
struct ReferenceAnswer: Encodable, Sendable {
    let id: String
    let nummer: String

    init(_ reference: DocumentReference) {
        id = reference.id
        nummer = reference.number
    }
}

/// How far the booking in Finance has come.
struct BookingAnswer: Encodable, Sendable {
    let status: String
    let transaktionsId: String?
    let versuche: Int64
    let letzterFehler: String?
    let naechsterVersuch: String?
    /// Number of the original that must be booked first.
    let wartetAuf: String?

    init(_ booking: BookingState, original: DocumentReference?) {
        status =
            switch booking.state {
            case .waiting: "wartet"
            case .posted: "gebucht"
            case .rejected: "abgelehnt"
            }
        transaktionsId = booking.transactionID
        versuche = booking.attempts
        letzterFehler = booking.lastError
        naechsterVersuch = booking.waitsForOriginal ? nil : booking.nextAttempt?.wireText
        wartetAuf = booking.waitsForOriginal ? original?.number : nil
    }
}
