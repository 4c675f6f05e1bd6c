/// Events that fix the VAT point date, as CII writes them: BT-8. Checked by BR-CL-06.
///
/// Source: UNTDID 2475, as EN 16931 allows them, ``CodeList/version``.
enum DueDateEventCodes {
    static let text = """
        5 29 72
        """
}
