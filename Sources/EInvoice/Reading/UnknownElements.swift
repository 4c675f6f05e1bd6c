/// The elements that a reader has not understood, as XML that can be put back.
enum UnknownElements {
    static func find(in tree: ElementTree, _ marks: ReadMarks) -> [UnknownElement] {
        var found: [UnknownElement] = []
        var element = tree.root
        while element < tree.count {
            if marks.isMarked(element) {
                element += 1
            } else {
                var xml = ""
                write(element, of: tree, to: &xml)
                found.append(UnknownElement(parentPath: tree.path(tree.parent(element)), xml: xml))
                element = tree.end(element)
            }
        }
        return found
    }

    /// Every element declares its own namespace: longer, but independent of where it is put.
    private static func write(_ element: ElementTree.ID, of tree: ElementTree, to xml: inout String) {
        let name = tree.name(element)
        xml += "<" + name.qualified
        xml += name.prefix.isEmpty ? " xmlns=\"" : " xmlns:\(name.prefix)=\""
        xml += escaped(name.namespace) + "\""
        for attribute in tree.attributes(element) {
            if !attribute.name.prefix.isEmpty, attribute.name.prefix != "xml" {
                xml += " xmlns:\(attribute.name.prefix)=\"\(escaped(attribute.name.namespace))\""
            }
            xml += " \(attribute.name.qualified)=\"\(escaped(attribute.value))\""
        }
        xml += ">"
        let hasChildren = tree.hasChildren(element)
        if !hasChildren || !LexicalForm.isBlank(tree.textBytes(element)) { xml += escaped(tree.text(element)) }
        for child in tree.children(element) { write(child, of: tree, to: &xml) }
        xml += "</\(name.qualified)>"
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\r": result += "&#13;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
