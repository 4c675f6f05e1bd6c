/// The contract of a service: an OpenAPI 3.1 document, written as YAML and compiled in.
///
/// Each resource has a Swift file with its paths, so that a copied program still carries its contract. The routes that
/// every service has, and what all of them share, come from ``common``.
package struct ServiceContract: Sendable {
    /// Name of the API as people read it.
    package let title: String
    /// What it is for, in English and German.
    package let summary: String
    package let summaryDE: String
    /// Entries of `paths`, indented by two spaces.
    package let paths: [String]
    /// Entries of `components/schemas`, indented by four spaces.
    package let schemas: String
    /// The descriptions of ``paths`` in German; ``commonGerman`` need not be in it.
    let german: [String: String]
    /// Prefixes under which the paths of ``mountedFrom`` are answered as well, with a parameter in it.
    package let mount: Mount?
    /// What its operations take in their queries.
    let queries = QueryTable()

    /// Paths that are answered under a second prefix.
    package struct Mount: Sendable {
        package let source: String
        package let target: String
        /// Paths below the source that are there alone.
        package let exceptions: [String]

        package init(source: String, target: String, except exceptions: [String] = []) {
            self.source = source
            self.target = target
            self.exceptions = exceptions
        }
    }

    package init(
        title: String, summary: String, summaryDE: String, paths: [String], schemas: String = "",
        german: [String: String] = [:],
        mount: Mount? = nil
    ) {
        self.title = title
        self.summary = summary
        self.summaryDE = summaryDE
        self.paths = paths
        self.schemas = schemas
        self.german = Self.commonGerman.merging(german) { _, own in own }
        self.mount = mount
    }

    /// What any operation may answer before it is looked at.
    static let everywhere =
        "Every operation answers 421 (code foreign-host) under a host name that is not the service's own; "
        + "ALLOWED_HOSTS names further ones. What changes something is refused with 403 (code foreign-origin) when a "
        + "foreign web page sent it."
    static let everywhereDE =
        "Jede Operation antwortet unter einem fremden Rechnernamen mit 421 (code foreign-host); weitere Namen nennt "
        + "ALLOWED_HOSTS. Was etwas ändert, wird mit 403 (code foreign-origin) abgelehnt, wenn eine fremde Webseite es "
        + "sandte."

    /// The whole document.
    package func yaml(version: String) -> String {
        var text = """
            openapi: 3.1.0
            info:
              title: "\(title)"
              version: "\(version)"
              summary: "\(summary)"
              x-summary-de: "\(summaryDE)"
              description: "\(Self.everywhere)"
              x-description-de: "\(Self.everywhereDE)"

            """
        if let mount {
            text += """
                x-also-under:
                  source: "\(mount.source)"
                  target: "\(mount.target)"
                  except: [\(mount.exceptions.map { "\"\($0)\"" }.joined(separator: ", "))]

                """
        }
        let groups = paths + [Self.commonPaths]
        text += "servers:\n  - url: /\npaths:\n" + groups.joined(separator: "\n") + "\n" + Self.commonComponents
        return schemas.isEmpty ? text + "\n" : text + "\n" + schemas + "\n"
    }
}
