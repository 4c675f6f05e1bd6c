extension UBLBody {
    func writeParties(to output: inout XMLOutput) {
        var seller = invoice.seller
        if seller.creditorReference == nil, invoice.payee?.creditorReference == nil {
            seller.creditorReference = invoice.paymentInstructions.lazy.compactMap(\.directDebit?.creditor).first
        }
        output.group("cac:AccountingSupplierParty", keepsEmpty: true) { writeTrader(seller, to: &$0) }
        output.group("cac:AccountingCustomerParty", keepsEmpty: true) { writeTrader(invoice.buyer, to: &$0) }
        if let payee = invoice.payee { writePayee(payee, to: &output) }
        if let representative = invoice.taxRepresentative {
            output.group("cac:TaxRepresentativeParty") { output in
                output.group("cac:PartyName") { $0.leaf("cbc:Name", representative.name) }
                writeAddress("cac:PostalAddress", representative.address, to: &output)
                writeTaxScheme(representative.vatIdentifier, scheme: "VAT", to: &output)
            }
        }
    }

    private func writeTrader(_ party: Party, to output: inout XMLOutput) {
        output.group("cac:Party") { output in
            output.leaf(
                "cbc:EndpointID", party.electronicAddress?.value, ("schemeID", party.electronicAddress?.scheme))
            writeIdentifiers(of: party, to: &output)
            output.group("cac:PartyName") { $0.leaf("cbc:Name", party.tradingName) }
            writeAddress("cac:PostalAddress", party.address, to: &output)
            writeTaxScheme(party.vatIdentifier, scheme: "VAT", to: &output)
            writeTaxScheme(party.taxRegistration, scheme: "FC", to: &output)
            output.group("cac:PartyLegalEntity") { output in
                output.leaf("cbc:RegistrationName", party.name)
                writeRegistration(of: party, to: &output)
                output.leaf("cbc:CompanyLegalForm", party.legalForm)
            }
            writeContact(party.contact, to: &output)
        }
    }

    private func writePayee(_ payee: Party, to output: inout XMLOutput) {
        output.group("cac:PayeeParty") { output in
            writeIdentifiers(of: payee, to: &output)
            output.group("cac:PartyName") { $0.leaf("cbc:Name", payee.name) }
            output.group("cac:PartyLegalEntity") { writeRegistration(of: payee, to: &$0) }
        }
    }

    private func writeRegistration(of party: Party, to output: inout XMLOutput) {
        output.leaf("cbc:CompanyID", party.legalRegistration?.value, ("schemeID", party.legalRegistration?.scheme))
    }

    /// The creditor identifier of a direct debit stands among the party's own, marked as SEPA.
    private func writeIdentifiers(of party: Party, to output: inout XMLOutput) {
        let creditor = party.creditorReference.map { Identifier($0, scheme: "SEPA") }
        for identifier in party.identifiers + [creditor].compactMap({ $0 }) {
            output.group("cac:PartyIdentification") { output in
                output.leaf("cbc:ID", identifier.value, ("schemeID", identifier.scheme))
            }
        }
    }

    private func writeTaxScheme(_ identifier: String?, scheme: String, to output: inout XMLOutput) {
        guard let identifier else { return }
        output.group("cac:PartyTaxScheme") { output in
            output.leaf("cbc:CompanyID", identifier)
            output.group("cac:TaxScheme") { $0.leaf("cbc:ID", scheme) }
        }
    }

    private func writeContact(_ contact: Contact?, to output: inout XMLOutput) {
        output.group("cac:Contact") { output in
            output.leaf("cbc:Name", contact?.name ?? contact?.department)
            output.leaf("cbc:Telephone", contact?.telephone)
            output.leaf("cbc:ElectronicMail", contact?.email)
        }
    }

    func writeAddress(_ name: String, _ address: Address?, to output: inout XMLOutput) {
        output.group(name) { output in
            output.leaf("cbc:StreetName", address?.line1)
            output.leaf("cbc:AdditionalStreetName", address?.line2)
            output.leaf("cbc:CityName", address?.city)
            output.leaf("cbc:PostalZone", address?.postCode)
            output.leaf("cbc:CountrySubentity", address?.subdivision)
            output.group("cac:AddressLine") { $0.leaf("cbc:Line", address?.line3) }
            output.group("cac:Country") { $0.leaf("cbc:IdentificationCode", address?.country) }
        }
    }
}
