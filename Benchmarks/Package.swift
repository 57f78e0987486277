// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let contracts = Target.Dependency.product(name: "Contracts", package: "algotraded")

let package = Package(
    name: "Benchmarks",
    dependencies: [.package(name: "algotraded", path: "..")],
    targets: [
        .target(name: "BenchmarkData", dependencies: [contracts], swiftSettings: settings),
        .target(name: "BenchmarkReport", swiftSettings: settings),
        .executableTarget(
            name: "bench-contracts",
            dependencies: ["BenchmarkData", "BenchmarkReport", contracts],
            path: "Sources/BenchContracts", swiftSettings: settings),
        .executableTarget(
            name: "bench-market",
            dependencies: [
                "BenchmarkData", contracts, .product(name: "Trading", package: "algotraded"),
                .product(name: "CAllocations", package: "algotraded"),
            ],
            path: "Sources/BenchMarket", swiftSettings: settings),
        .executableTarget(
            name: "count-allocations",
            dependencies: [
                "BenchmarkData", contracts,
                .product(name: "CAllocations", package: "algotraded"),
            ],
            path: "Sources/CountAllocations", swiftSettings: settings),
        .executableTarget(
            name: "bench-bus",
            dependencies: [
                "BenchmarkData", "BenchmarkReport", contracts,
                .product(name: "KafkaBus", package: "algotraded"),
                .product(name: "TestSupport", package: "algotraded"),
            ],
            path: "Sources/BenchBus",
            // What starts a process stays on the main thread, which holds back no signals.
            swiftSettings: settings + [.enableUpcomingFeature("NonisolatedNonsendingByDefault")],
            // As the daemon has it.
            linkerSettings: [.linkedLibrary("mimalloc")]),
        .executableTarget(
            name: "bench-bus-c", path: "Sources/BenchBusC",
            linkerSettings: [.linkedLibrary("rdkafka")]),
    ]
)
