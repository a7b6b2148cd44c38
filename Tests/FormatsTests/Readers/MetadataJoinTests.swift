import Formats
import Testing
import Values

/// `--metadata` with `--join`.
struct MetadataJoinTests {
  private static let points = "id,x,y\nb,1,2\na,3,4\nc,5,6\nb,7,8\n,9,10\n"

  private func join(
    _ sandbox: OutputSandbox, _ table: String, by option: String = "id",
    points: String = points, limit: Int? = nil
  ) throws -> Dataset {
    var request = DatasetRequest(inputs: [try sandbox.file("points.csv", points)])
    request.metadata = try sandbox.file("meta.csv", table)
    request.join = option
    request.limit = limit
    return try Dataset.read(request)
  }

  @Test func rowsFindTheirPointsInAnyOrder() throws {
    try OutputSandbox.use { sandbox in
      let data = try join(sandbox, "kind,id,year\ncat,c,1999\ndog,a,\nbird,b,2001\n")
      #expect(data.columns.map(\.name) == ["id", "kind", "year"])
      #expect(data.columns[0].values == ["b", "a", "c", "b", ""])
      #expect(data.columns[1].values == ["bird", "dog", "cat", "bird", ""])
      #expect(data.columns[2].values == ["2001", "", "1999", "2001", ""])
      #expect(
        data.notes.contains {
          $0.hasPrefix("--join id: 1 of 5 points have no row in ")
            && $0.hasSuffix("meta.csv: their cells are empty")
        })
    }
  }

  @Test func theRowsAskedForAreJoined() throws {
    try OutputSandbox.use { sandbox in
      let data = try join(sandbox, "id,kind\na,1\nb,2\nc,3\nd,4\n,5\n", limit: 2)
      #expect(data.columns[1].values == ["2", "1"])
      #expect(data.notes.contains { $0.contains("; 2 of 5 rows of ") })
    }
  }

  @Test func columnsMayBeCalledDifferently() throws {
    try OutputSandbox.use { sandbox in
      let data = try join(sandbox, "token,id\nb,7\na,8\nc,9\n", by: "id=token")
      #expect(data.columns.map(\.name) == ["id", "id (2)"])
      #expect(data.columns[1].values == ["7", "8", "9", "7", ""])
      let equals = try join(
        sandbox, "a=b,kind\np,x\nq,y\n", by: "a=b", points: "a=b,t,x\nq,z,1\np,z,2\n")
      #expect(equals.columns.last.map { Array($0.values) } == ["y", "x"])
    }
  }

  @Test func mistakesAreCounted() throws {
    try OutputSandbox.use { sandbox in
      let repeated = sentence(sandbox) { _ = try join(sandbox, "id,k\na,1\nb,2\na,3\nb,4\na,5\n") }
      #expect(
        repeated
          == "meta.csv: in column id, \"a\" is in rows 1 and 3; 1 more are repeated. --join needs "
          + "one row for an id; remove the others")
      let strange = sentence(sandbox) { _ = try join(sandbox, "id,k\n1.0,1\n2.0,2\n") }
      #expect(
        strange
          == "--join id: no point of points.csv has a row in meta.csv: column id has ids like "
          + "\"b\", \"a\", column id of the metadata like \"1.0\", \"2.0\"")
      let unknown = sentence(sandbox) { _ = try join(sandbox, "ids,k\na,1\n") }
      #expect(
        unknown
          == "--join id: meta.csv has no metadata column id; there are ids, k. Did you mean ids? "
          + "Where the names differ: --join POINTS=METADATA")
    }
  }
}
