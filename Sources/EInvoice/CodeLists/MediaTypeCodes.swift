/// Media types that an attachment may have: BT-125. Checked by BR-CL-24.
///
/// Source: IANA media types, as EN 16931 allows them, ``CodeList/version``.
enum MediaTypeCodes {
    static let text = """
        application/pdf application/vnd.oasis.opendocument.spreadsheet
        application/vnd.openxmlformats-officedocument.spreadsheetml.sheet image/jpeg image/png text/csv
        """
}
