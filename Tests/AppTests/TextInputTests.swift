import Foundation
import TestSupport
import Testing

/// What people have, mapped from end to end.
@Suite(.serialized) struct TextInputTests {
  /// A folder that astrolabe wrote for TensorBoard is an input that gives the same map again.
  @Test func ownFoldersAreInputs() throws {
    try Sandbox.use { sandbox in
      let examples = Repository.path("examples")
      let first = try sandbox.project(
        examples + "/mnist-5k-images-idx3-ubyte.gz", "--labels",
        examples + "/mnist-5k-labels-idx1-ubyte.gz", "--limit", "60", "--method", "pca", "--output",
        "größe 1")
      #expect(first.code == 0, "\(first.errors)")
      let second = try sandbox.project("größe 1", "--method", "pca", "--output", "2")
      #expect(second.code == 0, "\(second.errors)")
      for name in ["pca.npy", "points.bytes", "metadata.tsv", "sprite.png"] {
        #expect(try sandbox.bytes("größe 1/" + name) == sandbox.bytes("2/" + name), "\(name)")
      }
    }
  }

  @Test func columnsAndHeadersAreAskedFor() throws {
    try Sandbox.use { sandbox in
      var lines = ""
      for row in 0..<12 { lines += "{\"a\": [\(row), 1, 2], \"b\": [0.5, \(row)], \"t\": \"x\"}\n" }
      try sandbox.write("a.jsonl", lines)
      let unclear = try sandbox.project("a.jsonl", "--method", "pca", "--output", "out")
      #expect(unclear.code == 1)
      #expect(unclear.errors.contains("several arrays of numbers: a (3) and b (2); choose one"))
      let clear = try sandbox.project(
        "a.jsonl", "--column", "a", "--method", "pca", "--output", "out",
        environment: ["LC_ALL": "de_DE.UTF-8"])
      #expect(clear.code == 0, "\(clear.errors)")
      let wrong = try sandbox.project("a.jsonl", "--header", "maybe", "--output", "out")
      #expect(wrong.code == 2 && wrong.errors.contains("--header"), "\(wrong.errors)")
      let array = try sandbox.project("a.jsonl", "--array", "x", "--output", "out")
      #expect(
        array.code == 1 && array.errors.contains("--array x: chooses within"), "\(array.errors)")
    }
  }
}
