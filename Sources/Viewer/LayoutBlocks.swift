import Values

/// The maps of a projection as blocks, and the manifest's words on them.
struct LayoutBlocks {
  private(set) var blocks: [DataBlock] = []
  private(set) var layouts: JSON = .array([])
  private(set) var principal: JSON = .null
  /// The block of the map that the page opens with: `page/data/model.js` sorts by the ranks that
  /// the manifest gives it.
  private(set) var opening: String?

  init(_ projection: Projection) {
    if let components = projection.components, components.count > 0 {
      let scores = Quantized("principal", components.scores, axes: components.count)
      blocks.append(scores.block)
      principal = .object(
        [("axes", .integer(components.count))] + Self.scale(scores)
          + [("variance", .array(components.explainedVariance.map(JSON.number)))])
    }
    layouts = .array(
      projection.layouts.enumerated().map { index, layout in
        .object(members(index, layout, projection.components))
      })
    opening = projection.ranked.first.map { index in
      let own = "layout\(index)"
      return blocks.contains { $0.name == own } ? own : "principal"
    }
  }

  private mutating func members(
    _ index: Int, _ layout: Layout, _ components: PrincipalComponents?
  ) -> [(name: String, value: JSON)] {
    var result: [(name: String, value: JSON)] = [
      ("method", .string(layout.method)), ("title", .string(layout.title)),
      ("rank", .integer(layout.rank)), ("axes", .integer(layout.components)),
      (
        "metrics",
        .object(layout.metrics.map { ($0.name, .number($0.value)) })
      ),
    ]
    if let components, Self.isLeading(layout, of: components) {
      result.append(("principal", .bool(true)))
    } else {
      let map = Quantized("layout\(index)", layout.coordinates, axes: layout.components)
      blocks.append(map.block)
      result += Self.scale(map)
    }
    if let quality = layout.quality {
      let name = "quality\(index)"
      blocks.append(DataBlock(name, .numbers(quality.map(Self.byte))))
      result.append(("quality", .string(name)))
    }
    return result
  }

  /// A share of 0 to 1 as 0 to 255: the sixteen shares of 15 neighbors stay what they are.
  private static func byte(_ share: Float) -> UInt8 {
    share.isFinite ? UInt8((min(1, max(0, share)) * 255).rounded()) : 0
  }

  private static func scale(_ map: Quantized) -> [(name: String, value: JSON)] {
    [
      ("block", .string(map.block.name)), ("type", .string(map.type)),
      ("origin", .array(map.origin.map(JSON.number))), ("step", .number(map.step)),
    ]
  }

  /// Whether the map is nothing but the first principal components.
  private static func isLeading(_ layout: Layout, of components: PrincipalComponents) -> Bool {
    guard layout.components <= components.count else { return false }
    return (0..<layout.rows).allSatisfy { row in
      (0..<layout.components).allSatisfy { axis in
        layout.coordinates[row * layout.components + axis]
          == components.scores[row * components.count + axis]
      }
    }
  }
}
