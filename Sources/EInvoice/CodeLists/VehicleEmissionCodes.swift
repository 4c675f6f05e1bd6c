/// What the attribute `cva` of a vehicle may say: BT-161. Checked by BR-DE-CVD-05.
///
/// Source: XRechnung, clean vehicles directive, XRechnung 3.0.2.
enum VehicleEmissionCodes {
    static let text = """
        clean other zero-emission
        """
}
