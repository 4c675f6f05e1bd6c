extension Grammar {
    /// UBL 2.1, Invoice and CreditNote (OASIS, 4 November 2013), all that these two can contain.
    static let ubl = Grammar(
        UBLDocumentGrammar.text, UBLAggregateGrammarAH.text, UBLAggregateGrammarIP.text, UBLAggregateGrammarQZ.text)

    /// CII D16B (UN/CEFACT, 10 October 2016), all that an invoice can contain.
    static let cii = Grammar(CIIGrammarAP.text, CIIGrammarRZ.text)
}
