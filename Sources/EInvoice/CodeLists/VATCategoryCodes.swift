/// VAT categories of EN 16931: BT-95, BT-102, BT-118, BT-151. Checked by BR-CL-17 and BR-CL-18.
///
/// Source: UNTDID 5305, as EN 16931 allows them, ``CodeList/version``.
enum VATCategoryCodes {
    static let text = """
        AE B E G K L M O S Z
        """
}
