/// The elements that a reader has not understood, as XML that can be put back.
enum UnknownElements {
    static func find(in tree: ElementTree, _ marks: ReadMarks) -> [UnknownElement] {
        var found: [UnknownElement] = []
        let places = PlaceFinder(tree)
        var element = tree.root
        while element < tree.count {
            if marks.isMarked(element) {
                element += 1
            } else {
                var xml = ""
                write(element, of: tree, to: &xml)
                found.append(UnknownElement(parentPath: places.path(tree.parent(element)), xml: xml))
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
        var declared: Set = [name.prefix, "", "xml"]
        for attribute in tree.attributes(element) {
            if declared.insert(attribute.name.prefix).inserted {
                xml += " xmlns:\(attribute.name.prefix)=\"\(escaped(attribute.name.namespace))\""
            }
            xml += " \(attribute.name.qualified)=\"\(escaped(attribute.value, isAttribute: true))\""
        }
        xml += ">"
        let hasChildren = tree.hasChildren(element)
        if !hasChildren || !LexicalForm.isBlank(tree.textBytes(element)) { xml += escaped(tree.text(element)) }
        for child in tree.children(element) { write(child, of: tree, to: &xml) }
        xml += "</\(name.qualified)>"
    }

    private static func escaped(_ text: String, isAttribute: Bool = false) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            // A reader would turn these into line feeds or blanks.
            case "\r": result += "&#13;"
            case "\n" where isAttribute: result += "&#10;"
            case "\t" where isAttribute: result += "&#9;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
