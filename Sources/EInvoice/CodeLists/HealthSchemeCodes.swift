/// Schemes of digital health applications, which the XRechnung extension adds to those of ISO 6523 and EAS. Checked
/// by BR-DEX-04 to BR-DEX-08.
///
/// Source: XRechnung, extension, XRechnung 3.0.2.
enum HealthSchemeCodes {
    static let text = """
        XR01 XR02 XR03
        """
}
