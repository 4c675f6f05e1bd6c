import BelegCore

/// A partner as it is shown.
struct PartnerAnswer: Encodable, Sendable {
    let id: String
    let version: Int64
    let nummer: String
    let name: String
    let rollen: [String]
    let strasse: String?
    let plz: String?
    let ort: String?
    let land: String
    let ustId: String?
    let leitwegId: String?
    let iban: String?
    let zahlungszielTage: Int64
    let debitorenkonto: String?
    let kreditorenkonto: String?
    let erstelltAm: String
    let geaendertAm: String

    init(_ partner: Partner) {
        let fields = partner.fields
        id = partner.id
        version = partner.version
        nummer = partner.number
        name = fields.name
        rollen = (fields.isCustomer ? ["kunde"] : []) + (fields.isSupplier ? ["lieferant"] : [])
        strasse = fields.street
        plz = fields.postalCode
        ort = fields.city
        land = fields.country
        ustId = fields.vatID
        leitwegId = fields.leitwegID
        iban = fields.iban
        zahlungszielTage = fields.paymentDays
        debitorenkonto = fields.debtorAccount
        kreditorenkonto = fields.creditorAccount
        erstelltAm = partner.createdAt.wireText
        geaendertAm = partner.updatedAt.wireText
    }
}
