import Values
import Kernels

/// How many lists each query visits, so that the wanted share of the true neighbors lies in them:
/// taken from a sample whose neighbors are known exactly.
struct ListPlan {
  /// Lists that each query visits.
  let visits: Int
  /// The share of the sample's true neighbors that lie in so many lists.
  let recall: Double
  /// Candidates that a query meets, centroids included, over all points: the work beside the exact
  /// search's.
  let work: Double

  /// The share that is aimed at, so that 0.95 is reached with certainty.
  static let wantedRecall = 0.97
  /// Scanning a member of a list costs so much more than a candidate of the exact search:
  /// lists are short, and each query is in many places.
  private static let raggedness = 1.5

  /// `ranks`: all lists for each sampled query, nearest first, row-major; `neighbors`: its true
  /// neighbors, row-major.
  init(ranks: [Int32], neighbors: [Int32], queries: Int, lists: InvertedLists) {
    let count = lists.grouping.groups
    let n = lists.listOf.count
    let depth = ranks.count / queries
    let k = neighbors.count / queries
    var hits = [Int](repeating: 0, count: depth)
    var members = [Int](repeating: 0, count: depth)
    var rankOf = [Int](repeating: -1, count: count)
    for query in 0..<queries {
      for rank in 0..<depth {
        let list = Int(ranks[query * depth + rank])
        rankOf[list] = rank
        members[rank] += lists.grouping.count(list)
      }
      for neighbor in neighbors[query * k..<(query + 1) * k] {
        let rank = rankOf[Int(lists.listOf[Int(neighbor)])]
        if rank >= 0 { hits[rank] += 1 }
      }
      for rank in 0..<depth { rankOf[Int(ranks[query * depth + rank])] = -1 }
    }
    let wanted = Int((Self.wantedRecall * Double(queries * k)).rounded(.up))
    var (found, scanned, visits) = (0, 0, 0)
    while visits < depth, found < wanted {
      found += hits[visits]
      scanned += members[visits]
      visits += 1
    }
    recall = Double(found) / Double(queries * k)
    work =
      (Double(count) + Self.raggedness * Double(scanned) / Double(queries)) / Double(n)
    self.visits = visits
  }
}
