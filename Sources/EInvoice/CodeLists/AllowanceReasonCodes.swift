/// Reasons of allowances: BT-98 and BT-140. Checked by BR-CL-19.
///
/// Source: UNTDID 5189, as EN 16931 allows them, ``CodeList/version``.
enum AllowanceReasonCodes {
    static let text = """
        41 42 60 62 63 64 65 66 67 68 70 71 88 95 100 102 103 104 105
        """
}
