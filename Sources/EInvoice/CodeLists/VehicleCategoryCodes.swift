/// Vehicle categories under the clean vehicles directive: BT-158 with the list `CVD`. Checked by BR-DE-CVD-04.
///
/// Source: XRechnung, clean vehicles directive, XRechnung 3.0.2.
enum VehicleCategoryCodes {
    static let text = """
        M1 M2 M3 N1 N2 N3
        """
}
