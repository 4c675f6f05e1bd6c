/// Paths that every service answers.
public enum ServiceRoute {
    /// Full health report.
    public static let health = "/health"
    /// Liveness: no dependencies, decides restarts.
    public static let live = "/health/live"
    /// Readiness: with dependencies, decides traffic and colour.
    public static let ready = "/health/ready"
    /// Prometheus text.
    public static let metrics = "/metrics"
}

/// Paths of the Observer.
public enum ObserverRoute {
    /// Registration of a service.
    public static let register = "/register"
    /// Sign of life of a registered service.
    public static let heartbeat = "/heartbeat"
    /// End of a registration.
    public static let deregister = "/deregister"
    /// The path for the end of a registration that the original's helper calls.
    public static let registerDeregister = "/register/deregister"
    /// All services by id.
    public static let services = "/services"
    /// One service; the id follows.
    public static let service = "/service"
}

/// Paths of the Finance service.
public enum FinanceRoute {
    /// The prefix of all routes below.
    public static let prefix = "/api/v1/finanzen"
    /// Accounts.
    public static let accounts = prefix + "/accounts"
    /// Transactions.
    public static let transactions = prefix + "/transactions"
    /// Documents.
    public static let documents = prefix + "/documents"
    /// Reports; the name of one follows.
    public static let reports = prefix + "/reports"
    /// Imports; the name of a format follows.
    public static let imports = prefix + "/imports"
    /// Companies with ledgers of their own; the id and `/finanzen` follow.
    public static let mandanten = "/api/v1/mandanten"
}

/// Paths of the Beleg service.
public enum BelegRoute {
    /// The prefix of all routes below.
    public static let prefix = "/api/v1"
    /// Customers and suppliers.
    public static let partners = prefix + "/partner"
    /// Outgoing invoices.
    public static let invoices = prefix + "/rechnungen"
    /// Incoming invoices.
    public static let incomingInvoices = prefix + "/eingangsrechnungen"
    /// Checks of e-invoices; nothing is stored.
    public static let checks = prefix + "/pruefen"
    /// Conversions of e-invoices between UBL, CII and HTML; nothing is stored.
    public static let conversions = prefix + "/wandeln"
}

/// Default TCP ports of the stack.
public enum DefaultPort {
    /// Observer.
    public static let observer = 8010
    /// Finance.
    public static let finance = 8007
    /// Beleg.
    public static let beleg = 8006
    /// MinimalServer.
    public static let minimalServer = 8005
}
