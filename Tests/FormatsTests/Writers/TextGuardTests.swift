import Formats
import Testing
import Values

/// TensorBoard takes a tensor for text unless its bytes before the first line feed are not UTF-8.
@Suite struct TextGuardTests {
  /// The values of a points.bytes of one value everywhere, and its first line.
  private func written(_ point: @escaping (Int, Int) -> Float) throws -> (
    values: [Float], firstLine: ArraySlice<UInt8>, notes: [String]
  ) {
    let written = try SampleProjection(point: point).write()
    let bytes = try #require(written.files["points.bytes"])
    return (written.floats("points.bytes"), bytes.prefix { $0 != 0x0A }, written.notes)
  }

  private func isText(_ bytes: ArraySlice<UInt8>) -> Bool {
    String(validating: bytes, as: UTF8.self) != nil
  }

  @Test(arguments: [0, 1] as [Float])
  func zerosBecomeNegativeZeros(scale: Float) throws {
    // All zeros, and a one-hot matrix of twos: both are UTF-8 as they stand.
    let result = try written { $0 % 4 == $1 ? 2 * scale : 0 }
    #expect(!isText(result.firstLine))
    #expect(result.values == (0..<24).map { $0 / 4 % 4 == $0 % 4 ? 2 * scale : 0 })
    #expect(result.values.contains { $0.sign == .minus })
    #expect(result.notes == [])
  }

  @Test(arguments: [2, 0.5, -0.5, 8, 32, 1e-38, 138, 3, 2.0000024, 1.2207397e-4] as [Float])
  func otherNumbersMoveByALittle(value: Float) throws {
    let result = try written { _, _ in value }
    #expect(!isText(result.firstLine))
    #expect(result.values.dropFirst().allSatisfy { $0 == value })
    #expect(abs(result.values[0] - value) <= 64 * value.ulp)
    #expect(result.notes.isEmpty == (result.values[0] == value))
  }

  @Test func ordinaryNumbersStayAsTheyAre() throws {
    let point = { (row: Int, column: Int) -> Float in Float(row) * 0.7 + Float(column) + 0.1 }
    let result = try written(point)
    #expect(result.values == (0..<24).map { point($0 / 4, $0 % 4) })
  }

  /// Random bit patterns of characters: whatever comes out cannot be text.
  @Test func numbersMadeOfTextAreNeverText() throws {
    var random = SplitMix64(seed: 5)
    for _ in 0..<20 {
      let letters = (0..<24).map { _ in
        let bytes = (0..<4).map { _ in UInt32.random(in: 0x20...0x7E, using: &random) }
        return bytes[0] | bytes[1] << 8 | bytes[2] << 16 | bytes[3] << 24
      }
      let result = try written { Float(bitPattern: letters[$0 * 4 + $1]) }
      #expect(!isText(result.firstLine))
    }
  }
}
