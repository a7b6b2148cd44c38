/// Reduces square pictures of one size to smaller squares; every pixel is the mean of the area that
/// it covers.
struct Shrink {
  private let from: Int
  private let to: Int
  /// For every target pixel its first source pixel and the shares of that and the following ones.
  private let spans: [(first: Int, shares: [Float])]

  init(from: Int, to: Int) {
    precondition(to > 0 && to <= from)
    self.from = from
    self.to = to
    let ratio = Double(from) / Double(to)
    spans = (0..<to).map { target in
      let (low, high) = (Double(target) * ratio, Double(target + 1) * ratio)
      let first = Int(low)
      let end = min(from, Int(high.rounded(.up)))
      let shares = (first..<end).map { source in
        Float((min(high, Double(source + 1)) - max(low, Double(source))) / ratio)
      }
      return (first, shares)
    }
  }

  /// `picture`, from x from pixels, as to x to pixels.
  func callAsFunction(_ picture: [UInt8]) -> [UInt8] {
    guard to < from else { return picture }
    var narrow = [Float](repeating: 0, count: from * to)
    for line in 0..<from {
      for (column, span) in spans.enumerated() {
        var sum: Float = 0
        for (step, share) in span.shares.enumerated() {
          sum += share * Float(picture[line * from + span.first + step])
        }
        narrow[line * to + column] = sum
      }
    }
    var result = [UInt8](repeating: 0, count: to * to)
    for (line, span) in spans.enumerated() {
      for column in 0..<to {
        var sum: Float = 0
        for (step, share) in span.shares.enumerated() {
          sum += share * narrow[(span.first + step) * to + column]
        }
        result[line * to + column] = UInt8(min(255, sum + 0.5))
      }
    }
    return result
  }
}
