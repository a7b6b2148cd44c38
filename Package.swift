// swift-tools-version: 6.2
import PackageDescription

/// Tests keep every rule but the `unsafe` markers, which would hide what a test says.
let relaxed: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]
let strict = relaxed + [.strictMemorySafety()]

let package = Package(
  name: "astrolabe",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "astrolabe", targets: ["App"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0")
  ],
  targets: [
    .target(
      name: "COpenCL",
      linkerSettings: [
        .linkedLibrary("OpenCL", .when(platforms: [.linux])),
        .linkedFramework("OpenCL", .when(platforms: [.macOS])),
      ]),
    .target(name: "CKernels"),
    .target(name: "CPage"),
    .target(name: "CPosix"),
    .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CLAPACK", pkgConfig: "lapack", providers: [.apt(["liblapack-dev"])]),
    .target(name: "Kernels", dependencies: ["COpenCL", "CKernels"], swiftSettings: strict),
    .target(name: "References", swiftSettings: strict),
    .target(name: "Values", swiftSettings: strict),
    .target(
      name: "Formats", dependencies: ["Values", "CPNG", "CPosix", "CZlib"],
      swiftSettings: strict),
    .target(
      name: "Doctor", dependencies: ["Kernels", "Values", "References"], swiftSettings: strict),
    .target(
      name: "Projector", dependencies: ["Kernels", "Values", "CLAPACK"], swiftSettings: strict),
    .target(
      name: "Viewer", dependencies: ["Values", "Formats", "CPage"], swiftSettings: strict),
    .target(
      name: "Session", dependencies: ["Kernels", "Values", "Formats", "Projector", "Viewer"],
      swiftSettings: strict),
    .executableTarget(
      name: "App",
      dependencies: [
        "Kernels", "Values", "Formats", "Projector", "Viewer", "Session", "Doctor",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .target(
      name: "TestSupport", dependencies: ["Kernels", "References"], path: "Tests/TestSupport",
      swiftSettings: relaxed),
    .testTarget(
      name: "KernelsTests", dependencies: ["Kernels", "References", "Doctor", "TestSupport"],
      swiftSettings: relaxed),
    .testTarget(
      name: "FormatsTests", dependencies: ["Values", "Formats", "CZlib", "TestSupport"],
      swiftSettings: relaxed),
    .testTarget(
      name: "ProjectorTests", dependencies: ["Values", "Projector", "References", "TestSupport"],
      swiftSettings: relaxed),
    .testTarget(
      name: "ViewerTests", dependencies: ["Viewer", "Values", "Formats", "CZlib", "TestSupport"],
      swiftSettings: relaxed),
    .testTarget(
      name: "SessionTests",
      dependencies: ["Session", "Values", "Formats", "Projector", "Viewer", "TestSupport"],
      swiftSettings: relaxed),
    .testTarget(
      name: "AppTests", dependencies: ["App", "Projector", "TestSupport"], swiftSettings: relaxed),
  ],
  swiftLanguageModes: [.v6]
)

// scripts/fuzz alone builds this: it links only with the sanitizers.
if Context.environment["ASTROLABE_FUZZ"] != nil {
  package.targets += [
    .systemLibrary(name: "CFuzzer", path: "Fuzz/CFuzzer"),
    .executableTarget(
      name: "Fuzz", dependencies: ["CFuzzer", "Values", "Formats"], path: "Fuzz/Fuzz",
      swiftSettings: relaxed),
  ]
}

// The programs in Benchmarks/ alone build these.
if Context.environment["ASTROLABE_BENCHMARK"] != nil {
  package.targets += [
    .executableTarget(
      name: "Reading", dependencies: ["Values", "Formats"], path: "Benchmarks/Reading",
      swiftSettings: relaxed),
    .executableTarget(
      name: "KernelTimes", dependencies: ["Doctor", "Values", "Formats", "Kernels", "Projector"],
      path: "Benchmarks/KernelTimes", swiftSettings: relaxed),
  ]
}
