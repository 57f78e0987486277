// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("ImmutableWeakCaptures"),
]

let package = Package(
    name: "algotraded",
    products: [
        .executable(name: "algotraded", targets: ["AlgoTradeDaemon"]),
        // For the packages of Benchmarks and Fuzzing.
        .library(name: "Contracts", targets: ["Contracts"]),
        .library(name: "KafkaBus", targets: ["KafkaBus"]),
        .library(name: "TestSupport", targets: ["TestSupport"]),
        .library(name: "Trading", targets: ["Trading"]),
        .library(name: "CAllocations", targets: ["CAllocations"]),
        .library(name: "ContractProperties", targets: ["ContractProperties"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    ],
    targets: [
        .systemLibrary(
            name: "CRDKafka", pkgConfig: "rdkafka", providers: [.apt(["librdkafka-dev"])]),
        .systemLibrary(
            name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        .systemLibrary(
            name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "Contracts", swiftSettings: settings),
        .target(name: "Trading", dependencies: ["Contracts"], swiftSettings: settings),
        .target(
            name: "KafkaBus", dependencies: ["Contracts", "CRDKafka"], swiftSettings: settings),
        .target(name: "YAMLConfig", dependencies: ["CYAML"], swiftSettings: settings),
        .target(name: "Gzip", dependencies: ["CZlib"], swiftSettings: settings),
        .executableTarget(
            name: "AlgoTradeDaemon",
            dependencies: [
                "Contracts", "Trading", "KafkaBus", "YAMLConfig", "Gzip",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings,
            // librdkafka gets each record's memory on one thread and gives it back on another,
            // which the C library's allocator is slow at. Sanitizers bring their own.
            linkerSettings: [.linkedLibrary("mimalloc", .when(configuration: .release))]),
        .target(name: "CAllocations", path: "Tests/CAllocations"),
        .target(
            name: "ContractProperties", dependencies: ["Contracts"],
            path: "Tests/ContractProperties", swiftSettings: settings),
        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
        .testTarget(
            name: "ContractsTests",
            dependencies: ["Contracts", "ContractProperties", "TestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "TradingTests", dependencies: ["Trading", "Contracts"], swiftSettings: settings),
        .testTarget(
            name: "KafkaBusTests", dependencies: ["KafkaBus", "Contracts", "TestSupport"],
            swiftSettings: settings),
        .testTarget(name: "GzipTests", dependencies: ["Gzip"], swiftSettings: settings),
        .testTarget(
            name: "YAMLConfigTests", dependencies: ["YAMLConfig"], swiftSettings: settings),
        .testTarget(
            name: "AlgoTradeDaemonTests",
            dependencies: [
                "AlgoTradeDaemon", "Contracts", "Trading", "KafkaBus", "YAMLConfig", "Gzip",
                "TestSupport", .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings),
        .testTarget(name: "TidyTests", swiftSettings: settings),
    ]
)
