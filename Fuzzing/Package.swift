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

let package = Package(
    name: "Fuzzing",
    dependencies: [.package(name: "algotraded", path: "..")],
    targets: [
        .executableTarget(
            name: "fuzz-contracts",
            dependencies: [
                .product(name: "Contracts", package: "algotraded"),
                .product(name: "ContractProperties", package: "algotraded"),
            ],
            path: "Sources/FuzzContracts",
            // libFuzzer brings `main`; a lone file would get one of its own.
            swiftSettings: settings + [.unsafeFlags(["-parse-as-library"])])
    ]
)
