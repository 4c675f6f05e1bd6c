/// Events that fix the VAT point date, as UBL writes them: BT-8. Checked by BR-CL-06.
///
/// Source: UNTDID 2005, as EN 16931 allows them, ``CodeList/version``.
enum VATPointDateCodes {
    static let text = """
        3 35 432
        """
}
