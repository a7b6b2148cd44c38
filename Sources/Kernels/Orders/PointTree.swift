import Dispatch

/// The points of a map in the leaves of a balanced tree (a k-d tree: Friedman, Bentley and Finkel
/// 1977), as `kernels/preservation.cl` reads it.
///
/// Every node halves its points at the median of its longer side, so that clumps, far outliers and
/// coinciding points cost no more than others. Built on all processors; the result does not depend
/// on how many there are.
struct PointTree {
  /// A power of two, and how many of them hold points.
  let leaves: Int
  let used: Int
  /// Coordinates, leaf by leaf and side by side; past the last point its own again.
  let places: [Float]
  /// The point at each place, -1 past the last.
  let rows: [Int32]
  /// Lowest and highest coordinates below each node.
  let boxes: [Float]
  /// The lowest index below each node, `Int32.max` where there is none.
  let firsts: [Int32]

  /// `coordinates`: row-major n x components, finite; `width`: points a leaf.
  init(_ coordinates: [Float], components: Int, width: Int) {
    let n = coordinates.count / components
    precondition(n > 0 && components <= 3)
    used = (n + width - 1) / width
    var power = 1
    while power < used { power *= 2 }
    leaves = power
    var places = [Float](repeating: 0, count: used * width * components)
    var rows = [Int32](repeating: -1, count: used * width)
    var boxes = [Float](repeating: .infinity, count: 4 * power * (components == 2 ? 2 : 4))
    var firsts = [Int32](repeating: .max, count: 2 * power)
    var keys = (0..<n).map { UInt64($0) }
    unsafe coordinates.withUnsafeBufferPointer { coordinates in
      unsafe keys.withUnsafeMutableBufferPointer { keys in
        unsafe places.withUnsafeMutableBufferPointer { places in
          unsafe rows.withUnsafeMutableBufferPointer { rows in
            unsafe boxes.withUnsafeMutableBufferPointer { boxes in
              unsafe firsts.withUnsafeMutableBufferPointer { firsts in
                unsafe TreeWork(
                  components: components, width: width, leaves: power, coordinates: coordinates,
                  keys: keys, places: places, rows: rows, boxes: boxes, firsts: firsts
                ).build()
              }
            }
          }
        }
      }
    }
    self.places = places
    self.rows = rows
    self.boxes = boxes
    self.firsts = firsts
  }
}

/// A tree in the making.
@safe private struct TreeWork: @unchecked Sendable {  // every node's parts are written by one task
  let components: Int
  let width: Int
  let leaves: Int
  let coordinates: UnsafeBufferPointer<Float>
  /// The points in the order of the leaves: indices, below what they are sorted by.
  let keys: UnsafeMutableBufferPointer<UInt64>
  let places: UnsafeMutableBufferPointer<Float>
  let rows: UnsafeMutableBufferPointer<Int32>
  let boxes: UnsafeMutableBufferPointer<Float>
  let firsts: UnsafeMutableBufferPointer<Int32>

  /// Levels whose nodes are worked on side by side, before each goes on alone.
  private static let sharedLevels = 5

  func build() {
    let count = 1 << Self.sharedLevels
    guard leaves > count, unsafe keys.count > 1 << 14 else { return grow(1) }
    for level in 0..<Self.sharedLevels {
      DispatchQueue.concurrentPerform(iterations: 1 << level) { _ = part(1 << level + $0) }
    }
    DispatchQueue.concurrentPerform(iterations: count) { grow(count + $0) }
  }

  /// A node and all below it.
  private func grow(_ node: Int) {
    guard part(node) else { return }
    grow(2 * node)
    grow(2 * node + 1)
  }

  /// The points below a node lie in these places.
  private func range(_ node: Int) -> Range<Int> {
    let level = Int.bitWidth - 1 - node.leadingZeroBitCount
    let points = leaves >> level * width
    let first = (node - 1 << level) * points
    let n = unsafe keys.count
    return min(first, n)..<min(first + points, n)
  }

  /// Measures a node's box and parts its points between its children; false when it has none.
  private func part(_ node: Int) -> Bool {
    let range = range(node)
    guard !range.isEmpty else { return false }
    let axis = measure(node, range)
    if node >= leaves {
      fill(node - leaves, range)
      return false
    }
    let middle = self.range(2 * node).upperBound
    guard middle < range.upperBound else { return true }
    for place in range {
      let index = unsafe keys[place] & 0xFFFF_FFFF
      let bits = unsafe coordinates[Int(index) * components + axis].bitPattern
      // In the order of the numbers.
      let ordered = bits >> 31 == 0 ? bits | 0x8000_0000 : ~bits
      unsafe keys[place] = UInt64(ordered) << 32 | index
    }
    select(middle, in: range)
    return true
  }

  /// Writes the node's box; returns its longest side.
  private func measure(_ node: Int, _ range: Range<Int>) -> Int {
    var low = SIMD4<Float>(repeating: .infinity), high = -low
    var first = UInt64.max
    for place in range {
      let index = unsafe keys[place] & 0xFFFF_FFFF
      first = min(first, index)
      var point = SIMD4<Float>.zero
      for c in 0..<components { point[c] = unsafe coordinates[Int(index) * components + c] }
      low.replace(with: point, where: point .< low)
      high.replace(with: point, where: point .> high)
    }
    unsafe firsts[node] = Int32(first)
    let floats = components == 2 ? 2 : 4
    for c in 0..<floats {
      unsafe boxes[2 * node * floats + c] = low[c]
      unsafe boxes[(2 * node + 1) * floats + c] = high[c]
    }
    let sides = high - low
    return (0..<components).max { sides[$0] < sides[$1] } ?? 0
  }

  private func fill(_ leaf: Int, _ range: Range<Int>) {
    for place in range { unsafe keys[place] &= 0xFFFF_FFFF }
    sort(range)
    for lane in 0..<width {
      let place = min(range.lowerBound + lane, range.upperBound - 1)
      let index = Int(unsafe keys[place])
      if lane < range.count { unsafe rows[leaf * width + lane] = Int32(index) }
      for c in 0..<components {
        unsafe places[(leaf * components + c) * width + lane] =
          coordinates[index * components + c]
      }
    }
  }

  /// Moves the smallest keys of `range` to its places before `middle` (Hoare 1961).
  private func select(_ middle: Int, in range: Range<Int>) {
    var (first, last) = (range.lowerBound, range.upperBound - 1)
    var patience = 4 * (Int.bitWidth - range.count.leadingZeroBitCount)
    while first < last {
      patience -= 1
      guard patience > 0 else {
        return sort(first..<last + 1)
      }
      let pivot = pivot(first, last)
      var (i, j) = (first, last)
      while i <= j {
        while unsafe keys[i] < pivot { i += 1 }
        while unsafe keys[j] > pivot { j -= 1 }
        if i <= j {
          unsafe keys.swapAt(i, j)
          i += 1
          j -= 1
        }
      }
      if middle <= j {
        last = j
      } else if middle >= i {
        first = i
      } else {
        return
      }
    }
  }

  private func sort(_ range: Range<Int>) {
    var part = unsafe UnsafeMutableBufferPointer(rebasing: keys[range])
    unsafe part.sort()
  }

  /// The median of the first, the middle and the last key.
  private func pivot(_ first: Int, _ last: Int) -> UInt64 {
    let (a, b, c) = unsafe (keys[first], keys[first + (last - first) / 2], keys[last])
    return max(min(a, b), min(max(a, b), c))
  }
}
