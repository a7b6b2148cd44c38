import Kernels

/// The neighbor graph that several methods use one after the other. Its memory is free as soon as
/// the last of them has what it needs.
package final class SharedGraph {
  private var graph: DeviceGraph?
  private var users: Int

  /// `users`: how often `use` will be called.
  init(_ graph: DeviceGraph, users: Int) {
    self.graph = graph
    self.users = users
  }

  /// Nothing may keep the graph beyond `body`.
  func use<R>(_ body: (DeviceGraph) throws -> R) throws -> R {
    guard let graph else { preconditionFailure("more users of the graph than were announced") }
    users -= 1
    if users == 0 { self.graph = nil }
    return try body(graph)
  }
}
