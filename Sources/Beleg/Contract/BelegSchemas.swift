import ServiceKit

extension ServiceContract {
    /// What the routes exchange: what is read only comes with an answer and may be sent back, unread. Money is a decimal
    /// string; a body may also write it as a number.
    static let belegSchemas = [
        partnerSchema,
        document("Invoice", required: "kundenId, datum", members: invoiceMembers),
        document(
            "IncomingInvoice",
            required: "lieferantenId, datum, lieferantenRechnungsnummer, lieferantenRechnungsdatum",
            members: incomingInvoiceMembers),
        documentParts,
    ].joined(separator: "\n")

    private static let partnerSchema = #"""
            Partner:
              type: object
              required: [name]
              additionalProperties: false
              properties:
                id: {type: string, readOnly: true}
                version: {type: integer, readOnly: true}
                nummer: {type: string, maxLength: 20}
                name: {type: string, maxLength: 200}
                rollen: {type: array, items: {enum: [kunde, lieferant]}}
                strasse: {type: string, maxLength: 200}
                plz: {type: string, maxLength: 12}
                ort: {type: string, maxLength: 100}
                land: {type: string, default: DE}
                ustId: {type: string, example: DE136695976}
                leitwegId: {type: string, example: 04011000-12345-03}
                iban: {type: string}
                zahlungszielTage: {type: integer, minimum: 0, maximum: 365, default: 30}
                debitorenkonto: {type: string}
                kreditorenkonto: {type: string}
                erstelltAm: {type: string, readOnly: true}
                geaendertAm: {type: string, readOnly: true}
        """#

    private static let invoiceMembers = #"""
                kundenId: {type: string, maxLength: 64}
        """#

    private static let incomingInvoiceMembers = #"""
                lieferantenId: {type: string, maxLength: 64}
                lieferantenRechnungsnummer: {type: string, maxLength: 64}
                lieferantenRechnungsdatum: {type: string, format: date}
        """#

    /// A document of one kind.
    ///
    /// - Parameters:
    ///   - required: names of what a body must have, separated by commas.
    ///   - members: those that only this kind has.
    private static func document(_ name: String, required: String, members: String) -> String {
        #"""
            \#(name):
              type: object
              required: [\#(required)]
              additionalProperties: false
              properties:
        \#(members)
                id: {type: string, readOnly: true}
                typ: {enum: [rechnung, eingangsrechnung, storno], readOnly: true}
                status: {enum: [entwurf, finalisiert, storniert], readOnly: true}
                version: {type: integer, readOnly: true}
                nummer: {type: string, readOnly: true}
                partner: {type: object, readOnly: true}
                datum: {type: string, format: date}
                leistungsdatum: {type: string, format: date}
                faelligAm: {type: string, format: date}
                waehrung: {type: string, enum: [EUR], default: EUR}
                bemerkung: {type: string, maxLength: 2000}
                positionen: {type: array, maxItems: 5000, items: {$ref: '#/components/schemas/Position'}}
                mwst: {type: array, items: {type: object}, readOnly: true}
                summeNetto: {$ref: '#/components/schemas/Figure'}
                summeMwst: {$ref: '#/components/schemas/Figure'}
                summeBrutto: {$ref: '#/components/schemas/Figure'}
                stornoVon: {allOf: [{$ref: '#/components/schemas/DocumentReference'}], readOnly: true}
                storniertDurch: {allOf: [{$ref: '#/components/schemas/DocumentReference'}], readOnly: true}
                buchung: {type: object, readOnly: true}
                erstelltAm: {type: string, readOnly: true}
                finalisiertAm: {type: string, readOnly: true}
        """#
    }

    private static let documentParts = #"""
            Decimal:
              type: [string, number]
              example: "100.00"
            Position:
              type: object
              required: [menge, einzelpreis, mwstSatz]
              additionalProperties: false
              properties:
                artikelId: {type: string, maxLength: 64}
                bezeichnung: {type: string, maxLength: 1000}
                menge: {$ref: '#/components/schemas/Decimal'}
                einheit: {type: string, maxLength: 20, default: Stk}
                einzelpreis: {$ref: '#/components/schemas/Decimal'}
                mwstSatz: {$ref: '#/components/schemas/Decimal'}
                mwstKategorie: {type: string, example: S}
                befreiungsgrund: {type: string, maxLength: 500}
                rabattProzent: {$ref: '#/components/schemas/Decimal'}
                rabattBetrag: {type: string, readOnly: true}
                konto: {type: string}
                summeNetto: {$ref: '#/components/schemas/Figure'}
            Figure:
              description: "Computed; one that is sent is compared, unless it is that of the draft that is replaced"
              type: [string, number]
              example: "100.00"
            DocumentReference:
              type: object
              required: [id, nummer]
              additionalProperties: false
              properties:
                id: {type: string}
                nummer: {type: string}
            Reversal:
              type: object
              additionalProperties: false
              properties:
                datum: {type: string, format: date}
                grund: {type: string, maxLength: 2000}
        """#
}
