// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "erp-stack",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "Shared", targets: ["Shared"]),
        .library(name: "EInvoice", targets: ["EInvoice"]),
        .executable(name: "Observer", targets: ["Observer"]),
        .executable(name: "Finance", targets: ["Finance"]),
        .executable(name: "Beleg", targets: ["Beleg"]),
        .executable(name: "MinimalServer", targets: ["MinimalServer"]),
        .executable(name: "StackBenchmark", targets: ["StackBenchmark"]),
        .executable(name: "EInvoiceBenchmark", targets: ["EInvoiceBenchmark"]),
    ],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: [.defaults, "YAML"]),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    ],
    targets: [
        // Libraries that hold the rules
        .target(
            name: "Shared",
            dependencies: [
                .asyncHTTPClient, .lifecycle, .logging, .metrics, .nioCore, .nioPosix, .nioHTTP1, .nioFoundationCompat,
            ]),
        .target(
            name: "ServiceKit",
            dependencies: [
                "Shared", "ProcessKit", .hummingbird, .hummingbirdCore, .asyncHTTPClient, .lifecycle, .unixSignals,
                .configuration, .argumentParser,
                .logging, .metrics, .coreMetrics, .nioCore, .nioFoundationCompat, .httpTypes, .systemPackage, .yams,
            ]),
        // Processes of this machine: start, watch, signal, recognise. The system calls that Swift cannot reach are in C.
        .target(name: "ProcessKit", dependencies: ["CProcess"]),
        .target(name: "CProcess"),
        .target(name: "ObserverCore", dependencies: ["Shared", "ProcessKit", .grdb, .logging, .yams]),
        .target(
            name: "FinanceCore",
            dependencies: ["Shared", "CSQLiteHardening", .grdb, .grdbSQLite, .crypto, .logging]),
        // What of SQLite is out of Swift's reach: defensive mode, the writer's mark, checksums of pages
        .target(name: "CSQLiteHardening"),
        .target(name: "BelegCore", dependencies: ["Shared", "EInvoice", .grdb, .crypto, .logging]),
        // The invoice inside of a PDF, read in a process of its own
        .target(name: "HybridPDF", dependencies: ["ProcessKit"]),
        // Electronic invoices: reads, writes and judges them. No database, no HTTP, no other module.
        .target(name: "EInvoice"),

        // Executables: command, build function, controllers
        .executableTarget(
            name: "Observer",
            dependencies: [
                "ServiceKit", "ObserverCore", "ProcessKit", "Shared", .mustache, .asyncHTTPClient, .configuration,
                .coreMetrics, .crypto, .nioHTTP1, .nioPosix, .nioSSL,
            ] + .service,
            resources: [.embedInCode("Dashboard/Web")]),
        .executableTarget(
            name: "Finance",
            dependencies: [
                "ServiceKit", "FinanceCore", "Shared", .asyncHTTPClient, .configuration, .coreMetrics, .crypto,
                .nioHTTP1, .nioPosix,
            ] + .service,
            resources: [.embedInCode("ExamplePage/Web")]),
        .executableTarget(
            name: "Beleg",
            dependencies: [
                "ServiceKit", "BelegCore", "EInvoice", "HybridPDF", "ProcessKit", "Shared", .asyncHTTPClient,
                .configuration,
                .crypto, .grdb, .nioHTTP1, .nioPosix,
            ]
                + .service),
        .executableTarget(name: "MinimalServer", dependencies: ["ServiceKit", "Shared"] + .service),

        // Benchmarks, never run by the tests
        .executableTarget(
            name: "StackBenchmark",
            dependencies: ["ServiceKit", "FinanceCore", "ProcessKit", "Shared", .nioPosix] + .service,
            path: "Benchmarks/StackBenchmark"),
        .executableTarget(
            name: "EInvoiceBenchmark", dependencies: ["EInvoice", "EInvoiceAgreement", .argumentParser],
            path: "Benchmarks/EInvoiceBenchmark"),

        // Tests
        .target(
            name: "TestSupport",
            dependencies: [
                "Shared", "ServiceKit", .hummingbird, .hummingbirdTesting, .configuration, .asyncHTTPClient, .httpTypes,
                .nioCore, .nioPosix, .nioHTTP1, .nioFoundationCompat, .lifecycle, .logging,
            ],
            path: "Tests/TestSupport"),
        .testTarget(name: "SharedTests", dependencies: ["Shared", "TestSupport", .lifecycle, .logging]),
        .testTarget(
            name: "ServiceKitTests",
            dependencies: ["ServiceKit", "ProcessKit", "TestSupport", .hummingbirdTesting] + .service),
        // A service that misbehaves on command, for the tests of the watchdog
        .executableTarget(name: "StubService", path: "Tests/StubService"),
        .testTarget(name: "ProcessKitTests", dependencies: ["ProcessKit", "TestSupport"]),
        // A machine in small, in which the rules of the watchdog run a million schedules
        .target(
            name: "WatchdogSimulation", dependencies: ["ObserverCore", "ProcessKit"], path: "Tests/WatchdogSimulation"),
        .testTarget(
            name: "ObserverCoreTests",
            dependencies: [
                "ObserverCore", "ProcessKit", "Shared", "WatchdogSimulation", "TestSupport", .grdb, .logging,
            ]),
        // A disk that answers with I/O errors when a test says so
        .target(name: "CFaultyDisk", path: "Tests/CFaultyDisk"),
        .testTarget(
            name: "FinanceCoreTests",
            dependencies: ["FinanceCore", "Shared", "CFaultyDisk", "TestSupport", .grdb, .crypto]),
        // Compares the rules of invoices with official verdicts, for the tests and for the benchmark
        .target(name: "EInvoiceAgreement", dependencies: ["EInvoice"], path: "Tests/EInvoiceAgreement"),
        .testTarget(name: "EInvoiceTests", dependencies: ["EInvoice", "EInvoiceAgreement", "TestSupport"]),
        .testTarget(name: "HybridPDFTests", dependencies: ["HybridPDF", "TestSupport"]),
        .testTarget(name: "BelegCoreTests", dependencies: ["BelegCore", "EInvoice", "Shared", "TestSupport", .grdb]),
        .testTarget(
            name: "ObserverTests",
            dependencies: [
                "Observer", "ObserverCore", "ProcessKit", "ServiceKit", "TestSupport", .hummingbirdTesting, .grdb,
                .asyncHTTPClient, .nioCore, .nioPosix, .nioHTTP1, .crypto, .logging,
            ]),
        .testTarget(
            name: "FinanceTests",
            dependencies: [
                "Finance", "FinanceCore", "ServiceKit", "Shared", "TestSupport", .hummingbird, .hummingbirdTesting,
                .crypto,
                .lifecycle, .logging, .nioFoundationCompat, .nioHTTP1,
                .httpTypes, .nioCore,
            ]),
        .testTarget(
            name: "BelegTests",
            dependencies: [
                "Beleg", "BelegCore", "EInvoice", "ServiceKit", "Shared", "TestSupport", .hummingbird,
                .hummingbirdTesting, .httpTypes, .lifecycle, .logging, .nioCore,
            ]),
        .testTarget(
            name: "MinimalServerTests",
            dependencies: ["MinimalServer", "ServiceKit", "TestSupport", .hummingbirdTesting] + .service),
        .testTarget(name: "StackTests", dependencies: ["TestSupport", "Shared", "ProcessKit"]),
    ],
    swiftLanguageModes: [.v6]
)

extension Target.Dependency {
    static let hummingbird = product(name: "Hummingbird", package: "hummingbird")
    static let hummingbirdCore = product(name: "HummingbirdCore", package: "hummingbird")
    static let hummingbirdTesting = product(name: "HummingbirdTesting", package: "hummingbird")
    static let mustache = product(name: "Mustache", package: "swift-mustache")
    static let grdb = product(name: "GRDB", package: "GRDB.swift")
    static let grdbSQLite = product(name: "GRDBSQLite", package: "GRDB.swift")
    static let asyncHTTPClient = product(name: "AsyncHTTPClient", package: "async-http-client")
    static let lifecycle = product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
    static let unixSignals = product(name: "UnixSignals", package: "swift-service-lifecycle")
    static let systemPackage = product(name: "SystemPackage", package: "swift-system")
    static let configuration = product(name: "Configuration", package: "swift-configuration")
    static let argumentParser = product(name: "ArgumentParser", package: "swift-argument-parser")
    static let logging = product(name: "Logging", package: "swift-log")
    static let metrics = product(name: "Metrics", package: "swift-metrics")
    static let coreMetrics = product(name: "CoreMetrics", package: "swift-metrics")
    static let crypto = product(name: "Crypto", package: "swift-crypto")
    static let nioCore = product(name: "NIOCore", package: "swift-nio")
    static let nioPosix = product(name: "NIOPosix", package: "swift-nio")
    static let nioHTTP1 = product(name: "NIOHTTP1", package: "swift-nio")
    static let nioSSL = product(name: "NIOSSL", package: "swift-nio-ssl")
    static let yams = product(name: "Yams", package: "Yams")
    static let nioFoundationCompat = product(name: "NIOFoundationCompat", package: "swift-nio")
    static let httpTypes = product(name: "HTTPTypes", package: "swift-http-types")
}

extension [Target.Dependency] {
    /// What every executable of a service imports.
    static let service: [Target.Dependency] = [
        .hummingbird, .argumentParser, .lifecycle, .logging, .httpTypes, .nioCore, .nioFoundationCompat,
    ]
}

for target in package.targets {
    target.swiftSettings = [
        // Every `any P` is spelled out: https://github.com/swiftlang/swift-evolution/blob/main/proposals/0335-existential-any.md
        .enableUpcomingFeature("ExistentialAny"),
        // A member is visible only where its module is imported: …/0444-member-import-visibility.md
        .enableUpcomingFeature("MemberImportVisibility"),
        // Imports do not leak into the interface: …/0409-access-level-on-imports.md
        .enableUpcomingFeature("InternalImportsByDefault"),
        .treatAllWarnings(as: .error),
    ]
}

// The rules of the watchdog are tested with a million random schedules: unoptimised, that would take half an hour.
for target in package.targets where ["ObserverCore", "WatchdogSimulation"].contains(target.name) {
    target.swiftSettings?.append(.unsafeFlags(["-O"], .when(configuration: .debug)))
}
