/// Types that an XRechnung should have: BT-3. Checked by BR-DE-17.
///
/// Source: UNTDID 1001, XRechnung 3.0.2.
enum GermanInvoiceTypeCodes {
    static let text = """
        326 380 381 384 389 875 876 877
        """
}
