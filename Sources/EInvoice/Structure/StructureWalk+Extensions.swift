extension StructureWalk {
    /// Elements that an extension of UBL may have before its content, in order, each at most once.
    private static let header = [
        "ID", "Name", "ExtensionAgencyID", "ExtensionAgencyName", "ExtensionVersionID", "ExtensionAgencyURI",
        "ExtensionURI", "ExtensionReasonCode", "ExtensionReason", "ExtensionContent",
    ]

    func isExtensions(_ element: ElementTree.ID) -> Bool {
        let name = tree.name(element)
        return syntax.isUBL && name.namespace == StructureSyntax.extensions && name.local == "UBLExtensions"
    }

    /// Extensions carry one foreign element each, whose content is nobody's business here.
    mutating func checkExtensions(_ element: ElementTree.ID) {
        checkGroup(element)
        if !tree.hasChildren(element) { report(.missing("UBLExtension"), at: element) }
        for child in tree.children(element) {
            let name = tree.name(child)
            guard name.namespace == StructureSyntax.extensions, name.local == "UBLExtension" else {
                report(.unknownElement, at: child)
                continue
            }
            checkExtension(child)
        }
    }

    private mutating func checkExtension(_ element: ElementTree.ID) {
        checkGroup(element)
        var next = 0
        for child in tree.children(element) {
            let name = tree.name(child)
            let position = Self.header.firstIndex(of: name.local) ?? -1
            let namespace = position < 2 ? syntax.values : StructureSyntax.extensions
            guard position >= 0, name.namespace == namespace else {
                report(.unknownElement, at: child)
                continue
            }
            if position < next { report(.misplaced(before: Self.header[next - 1]), at: child) }
            next = position + 1
            if name.local == "ExtensionContent" { checkForeignContent(child) }
        }
        if next < Self.header.count { report(.missing("ExtensionContent"), at: element) }
    }

    private mutating func checkForeignContent(_ element: ElementTree.ID) {
        checkGroup(element)
        let children = Array(tree.children(element))
        if children.isEmpty { report(.missing("*"), at: element) }
        for child in children.dropFirst() { report(.repeated, at: child) }
        if let child = children.first, ["", StructureSyntax.extensions].contains(tree.name(child).namespace) {
            report(.unknownElement, at: child)
        }
    }
}
