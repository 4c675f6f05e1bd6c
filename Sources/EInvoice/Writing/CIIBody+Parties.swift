extension CIIBody {
    func writeParty(_ name: String, _ party: Party, to output: inout XMLOutput) {
        output.group(name) { output in
            for identifier in party.identifiers where identifier.scheme == nil {
                output.leaf("ram:ID", identifier.value)
            }
            for identifier in party.identifiers where identifier.scheme != nil {
                output.leaf("ram:GlobalID", identifier.value, ("schemeID", identifier.scheme))
            }
            output.leaf("ram:Name", party.name)
            output.leaf("ram:Description", party.legalForm)
            output.group("ram:SpecifiedLegalOrganization") { output in
                output.leaf(
                    "ram:ID", party.legalRegistration?.value, ("schemeID", party.legalRegistration?.scheme))
                output.leaf("ram:TradingBusinessName", party.tradingName)
            }
            writeContact(party.contact, to: &output)
            writeAddress(party.address, to: &output)
            output.group("ram:URIUniversalCommunication") { output in
                output.leaf(
                    "ram:URIID", party.electronicAddress?.value, ("schemeID", party.electronicAddress?.scheme))
            }
            writeRegistration(party.vatIdentifier, scheme: "VA", to: &output)
            writeRegistration(party.taxRegistration, scheme: "FC", to: &output)
        }
    }

    private func writeRegistration(_ identifier: String?, scheme: String, to output: inout XMLOutput) {
        output.group("ram:SpecifiedTaxRegistration") { $0.leaf("ram:ID", identifier, ("schemeID", scheme)) }
    }

    /// Identifiers of a registered scheme stand in an element of their own.
    func writeIdentifier(_ identifier: Identifier?, to output: inout XMLOutput) {
        guard let identifier else { return }
        let name = identifier.scheme == nil ? "ram:ID" : "ram:GlobalID"
        output.leaf(name, identifier.value, ("schemeID", identifier.scheme))
    }

    private func writeContact(_ contact: Contact?, to output: inout XMLOutput) {
        output.group("ram:DefinedTradeContact") { output in
            output.leaf("ram:PersonName", contact?.name)
            output.leaf("ram:DepartmentName", contact?.department)
            output.group("ram:TelephoneUniversalCommunication") { output in
                output.leaf("ram:CompleteNumber", contact?.telephone)
            }
            output.group("ram:EmailURIUniversalCommunication") { $0.leaf("ram:URIID", contact?.email) }
        }
    }

    func writeAddress(_ address: Address?, to output: inout XMLOutput) {
        output.group("ram:PostalTradeAddress") { output in
            output.leaf("ram:PostcodeCode", address?.postCode)
            output.leaf("ram:LineOne", address?.line1)
            output.leaf("ram:LineTwo", address?.line2)
            output.leaf("ram:LineThree", address?.line3)
            output.leaf("ram:CityName", address?.city)
            output.leaf("ram:CountryID", address?.country)
            output.leaf("ram:CountrySubDivisionName", address?.subdivision)
        }
    }
}
