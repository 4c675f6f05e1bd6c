extension StructureWalk {
    /// Checks an element that holds a value.
    mutating func checkValue(_ element: ElementTree.ID, _ type: ValueType) {
        if !syntax.isUBL, let wrappers = type.wrappers { return checkWrapped(element, wrappers) }
        checkPlain(element, type, attributes: type.attributes)
        guard syntax.isUBL else { return }
        if let required = type.attributeRequiredByUBL, !hasAttribute(element, required) {
            report(.missingAttribute(required), at: element)
        }
        checkLanguage(element)
    }

    /// Text of a type, without elements inside.
    private mutating func checkPlain(_ element: ElementTree.ID, _ type: ValueType, attributes: [String]) {
        checkAttributes(element, allowed: attributes)
        if tree.hasChildren(element) {
            report(.nestedElement(tree.name(element + 1).qualified), at: element)
        } else if !type.accepts(tree.textBytes(element)) {
            report(.invalidValue(type: type.rawValue, text: String(tree.text(element).prefix(100))), at: element)
        }
    }

    /// CII keeps dates and indicators in an element of their own inside of the one that is named after them.
    private mutating func checkWrapped(_ element: ElementTree.ID, _ wrappers: [ValueType.Wrapper]) {
        checkGroup(element)
        var count = 0
        for child in tree.children(element) {
            count += 1
            let name = tree.name(child)
            guard let wrapper = wrappers.first(where: { $0.name == name.local && $0.namespace == name.namespace })
            else {
                report(.unknownElement, at: child)
                continue
            }
            if count > 1 { report(.repeated, at: child) }
            checkPlain(child, wrapper.type, attributes: wrapper.type == .text ? ["format"] : [])
        }
        if count == 0, let first = wrappers.first { report(.missing(first.name), at: element) }
    }

    private func hasAttribute(_ element: ElementTree.ID, _ name: String) -> Bool {
        tree.attributeRange(element).contains { attribute in
            let found = tree.names[tree.attributeNameIndex(attribute)]
            return found.namespace.isEmpty && found.local == name
        }
    }

    private mutating func checkLanguage(_ element: ElementTree.ID) {
        for attribute in tree.attributeRange(element) {
            guard tree.names[tree.attributeNameIndex(attribute)].local == "languageID",
                !LexicalForm.isLanguage(tree.attributeBytes(attribute))
            else { continue }
            report(.invalidValue(type: "language", text: tree.attributeText(attribute)), at: element)
        }
    }
}

extension ValueType {
    /// An element of CII that holds what a date or an indicator says.
    struct Wrapper {
        let name: String
        let namespace: String
        let type: ValueType
    }

    /// What stands inside of a value in CII; exactly one of them. `nil` where the value is plain text.
    fileprivate var wrappers: [Wrapper]? {
        let types = StructureSyntax.unqualifiedTypes
        return switch self {
        case .date:
            [
                Wrapper(name: "DateString", namespace: types, type: .text),
                Wrapper(name: "Date", namespace: types, type: .date),
            ]
        case .dateTime:
            [
                Wrapper(name: "DateTimeString", namespace: types, type: .text),
                Wrapper(name: "DateTime", namespace: types, type: .dateTime),
            ]
        case .indicator:
            [
                Wrapper(name: "Indicator", namespace: types, type: .indicator),
                Wrapper(name: "IndicatorString", namespace: types, type: .text),
            ]
        case .formattedDateTime:
            [Wrapper(name: "DateTimeString", namespace: StructureSyntax.qualifiedTypes, type: .text)]
        default: nil
        }
    }
}
