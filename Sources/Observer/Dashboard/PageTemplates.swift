import Mustache

/// The pages' skeletons: the files of the folder Web, compiled into the program.
///
/// Every value is escaped: names, versions, addresses and log lines come from strangers. Only our own drawings, which
/// escape what they show, are put in as they are.
struct PageTemplates: Sendable {
    /// A page.
    enum Name: String {
        case overview, service, incidents
    }

    private let library: MustacheLibrary

    /// - Throws: When a template cannot be parsed, which a test finds.
    init() throws {
        MustacheContentTypes.register(ScalarHTMLEscaping(), named: ScalarHTMLEscaping.name)
        let files = [
            "head": PackageResources.head_mustache, "foot": PackageResources.foot_mustache,
            "deeds": PackageResources.deeds_mustache, "overview": PackageResources.overview_mustache,
            "service": PackageResources.service_mustache, "incidents": PackageResources.incidents_mustache,
        ]
        library = MustacheLibrary(
            templates: try files.mapValues { bytes in
                try MustacheTemplate(
                    string: "{{% CONTENT_TYPE:\(ScalarHTMLEscaping.name)}}" + String(decoding: bytes, as: UTF8.self))
            })
    }

    func render(_ name: Name, _ values: [String: Any]) -> String {
        guard let page = library.render(values, withTemplate: name.rawValue) else {
            preconditionFailure("the template \(name) is one of the library's")
        }
        return page
    }
}
