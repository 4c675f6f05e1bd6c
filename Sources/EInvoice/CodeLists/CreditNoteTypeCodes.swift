/// Types that a UBL CreditNote may have: BT-3. Checked by BR-CL-01.
///
/// Source: UNTDID 1001, as EN 16931 allows them, ``CodeList/version``.
enum CreditNoteTypeCodes {
    static let text = """
        81 83 261 262 296 308 381 396 420 458 502 503 532
        """
}
