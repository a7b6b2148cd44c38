import Formats
import TestSupport
import Testing
import Values

@Suite struct NpyTests {
  @Test(arguments: [2, 3])
  func everyLayoutIsAnArray(components: Int) throws {
    let sample = SampleProjection(components: components)
    let written = try sample.write()
    for layout in sample.projection.layouts {
      let bytes = try #require(written.files["\(layout.method).npy"])
      let length = Int(bytes[8]) + 256 * Int(bytes[9])
      #expect(bytes.prefix(8) == [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0])
      #expect((length + 10) % 64 == 0)
      let header = String(decoding: bytes[10..<10 + length], as: UTF8.self)
      let expected =
        "{'descr': '<f4', 'fortran_order': False, 'shape': (6, \(components)), }"
      #expect(header.hasPrefix(expected))
      #expect(header.dropFirst(expected.count).dropLast().allSatisfy { $0 == " " })
      #expect(header.last == "\n")
      #expect(npyValues(bytes) == layout.coordinates)
    }
  }
}
