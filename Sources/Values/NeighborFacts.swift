/// How a neighbor graph came about.
package struct NeighborFacts: Sendable, Equatable {
  /// How a graph is searched for; the words are those of the command and of reports.
  package enum Method: String, Sendable {
    /// Among all points.
    case exact
    /// Through inverted lists, the best by exact distances.
    case lists
  }

  package var method: Method
  /// The share of the true k nearest neighbors that were found; 1 for the exact search.
  package var recall = 1.0
  /// Points on which `recall` was measured; nil where it is exact.
  package var sample: Int?
  package var lists: Int?
  /// Lists that each point looked at.
  package var visits: Int?
  /// Why the search is not the one that was to be expected.
  package var note: String?

  package init(method: Method) { self.method = method }
}
