import Formats
import TestSupport
import Testing
import Values

@Suite struct NpyReaderTests {
  private func values(_ file: [UInt8]) throws -> [Float] {
    try OutputSandbox.use { try $0.read("a.npy", file).values() }
  }

  @Test func everyTypeInBothByteOrders() throws {
    for big in [false, true] {
      let o = big ? ">" : "<"
      let cases: [(String, [UInt8])] = [
        ("\(o)f2", bytes([0x3C00, 0xC000, 0x3800, 0x4248] as [UInt16], bigEndian: big)),
        ("\(o)f4", bytes([1, -2, 0.5, 3.140625].map { Float($0).bitPattern }, bigEndian: big)),
        ("\(o)f8", bytes([1, -2, 0.5, 3.140625].map { Double($0).bitPattern }, bigEndian: big)),
      ]
      for (descr, data) in cases {
        #expect(try values(npy(descr, "(2, 2)", data)) == [1, -2, 0.5, 3.140625], "\(descr)")
      }
      let signed: [(String, [UInt8])] = [
        ("\(o)i2", bytes([1, -2, 300, -32768] as [Int16], bigEndian: big)),
        ("\(o)i4", bytes([1, -2, 300, -32768] as [Int32], bigEndian: big)),
        ("\(o)i8", bytes([1, -2, 300, -32768] as [Int64], bigEndian: big)),
      ]
      for (descr, data) in signed {
        #expect(try values(npy(descr, "(2, 2)", data)) == [1, -2, 300, -32768], "\(descr)")
      }
      let unsigned: [(String, [UInt8])] = [
        ("\(o)u2", bytes([1, 2, 300, 65535] as [UInt16], bigEndian: big)),
        ("\(o)u4", bytes([1, 2, 300, 65535] as [UInt32], bigEndian: big)),
        ("\(o)u8", bytes([1, 2, 300, 65535] as [UInt64], bigEndian: big)),
      ]
      for (descr, data) in unsigned {
        #expect(try values(npy(descr, "(2, 2)", data)) == [1, 2, 300, 65535], "\(descr)")
      }
    }
    #expect(try values(npy("|i1", "(2, 2)", [1, 0xFE, 127, 0x80])) == [1, -2, 127, -128])
    #expect(try values(npy("|u1", "(2, 2)", [1, 2, 127, 255])) == [1, 2, 127, 255])
    #expect(try values(npy("|b1", "(2, 2)", [1, 0, 2, 1])) == [1, 0, 1, 1])
  }

  @Test func halfFloatsAreExact() throws {
    // Zeros, smallest subnormal, largest subnormal, smallest normal, largest; all finite patterns.
    let finite = (0...UInt16.max).filter { $0 & 0x7C00 != 0x7C00 }
    let read = try values(npy("<f2", "(\(finite.count / 2), 2)", bytes(finite)))
    for (pattern, value) in zip(finite, read) {
      #expect(value.bitPattern == Float(Float16(bitPattern: pattern)).bitPattern)
    }
  }

  @Test func denormalsAndNegativeZeroSurvive() throws {
    let hard: [Float] = [
      -0.0, .leastNonzeroMagnitude, -.leastNormalMagnitude / 8, .greatestFiniteMagnitude,
    ]
    let read = try values(npy("<f4", "(2, 2)", bytes(hard.map(\.bitPattern))))
    #expect(read.map(\.bitPattern) == hard.map(\.bitPattern))
  }

  @Test func ordersAndAxes() throws {
    let c: [UInt8] = [0, 1, 2, 3, 4, 5]
    #expect(try values(npy("|u1", "(2, 3)", c)) == [0, 1, 2, 3, 4, 5])
    #expect(
      try values(npy("|u1", "(2, 3)", [0, 3, 1, 4, 2, 5], fortran: true)) == [0, 1, 2, 3, 4, 5])
    let cube = (0..<24).map(UInt8.init)
    #expect(try values(npy("|u1", "(2, 3, 4)", cube)) == cube.map(Float.init))
    // The same cube as Fortran stores it: element (i, j, k) at i + 2 j + 6 k.
    var turned = cube
    for i in 0..<2 {
      for j in 0..<3 { for k in 0..<4 { turned[i + 2 * j + 6 * k] = cube[i * 12 + j * 4 + k] } }
    }
    #expect(try values(npy("|u1", "(2, 3, 4)", turned, fortran: true)) == cube.map(Float.init))
  }

  @Test func picturesAreThumbnails() throws {
    try OutputSandbox.use { sandbox in
      let bytes = (0..<2 * 8 * 9).map(UInt8.init)
      let pictures = try sandbox.read("a.npy", npy("|u1", "(2, 8, 9)", bytes))
      #expect(pictures.images?.width == 9 && pictures.images?.height == 8)
      #expect(try pictures.values().last == 143)
      let others = [
        npy("|u1", "(2, 8, 9)", bytes, fortran: true), npy("|i1", "(2, 8, 9)", bytes),
        npy("|u1", "(2, 4, 18)", bytes), npy("|u1", "(2, 72)", bytes),
      ]
      for file in others { #expect(try sandbox.read("a.npy", file).images == nil) }
    }
  }

  @Test func versionsAndLooseHeaders() throws {
    let data: [UInt8] = [1, 2, 3, 4]
    for version in [1, 2, 3] as [UInt8] {
      let header = "{\"shape\":(2L , 2L,),'fortran_order':False , 'descr' : '|u1'}"
      #expect(try values(npy(header: header, version: version, data)) == [1, 2, 3, 4])
    }
  }

  @Test func gzippedAndWithBytesToSpare() throws {
    let file = npy("|u1", "(2, 2)", [1, 2, 3, 4, 9, 9])
    #expect(try values(file) == [1, 2, 3, 4])
    #expect(try values(gzip(file)) == [1, 2, 3, 4])
  }

  static let broken: [(file: [UInt8], words: String)] = [
    (npy("|O", "(2, 2)", [0, 0]), "a.npy: holds Python objects ('|O')"),
    (
      npy("<V2", "(2, 2)", [0, 0, 0, 0, 0, 0, 0, 0]),
      "a.npy: holds bytes without a type ('<V2'); points are floats, integers or booleans. NumPy "
        + "saves bfloat16 and 8-bit floats so; save array.astype('float32') instead"
    ),
    (npy("<f4", "(9, 4611686018427387904, 0)", [], fortran: true), "than any file has"),
    (npy("<f4", "(4, 1000000000, 0)", [], fortran: true), "a.npy: the points have no columns"),
    (npy("<f16", "(2, 2)", []), "a.npy: holds wide floats ('<f16')"),
    (
      npy("<f4", "(0, 4294967296, 4294967296)", []),
      "a.npy: 0 x 4,294,967,296 x 4,294,967,296 float32 is no shape of points"
    ),
    (npy("<c8", "(2, 2)", []), "a.npy: holds complex numbers ('<c8')"),
    (npy("<U1", "(2, 1)", [0x41, 0, 0, 0, 0x42, 0, 0, 0]), "a.npy: holds text; points are"),
    (
      npy(header: "{'descr': [('x', '<f4')], 'fortran_order': False, 'shape': (2,)}", []),
      "a.npy: holds records ('[('x', '<f4')], 'for')"
    ),
    (npy("<f4", "(4,)", bytes([0, 0, 0, 0] as [UInt32])), "a.npy: has one dimension"),
    (npy("<f4", "()", bytes([0] as [UInt32])), "a.npy: has a single number"),
    (
      npy("<f4", "(2, 2)", [0, 0, 0]),
      "a.npy: its header announces 2 x 2 float32, which is 16 bytes, but 3 follow"
    ),
    (
      npy("<f4", "(100000000000, 384)", [0]),
      "a.npy: its header announces 100,000,000,000 x 384 float32, which is 153,600,000,000,000 bytes"
    ),
    (npy("<f4", "(9223372036854775807, 384)", [0]), "which is more bytes than any file has"),
    (npy("<f4", "(99999999999999999999, 2)", [0]), "which no file can hold"),
    (npy("<f4", "(-3, 2)", [0]), "a.npy: its header has the negative size -3"),
    (npy(header: "nonsense", []), "a.npy: the header is not a dictionary as NumPy writes it"),
    (npy(header: "{'descr': '<f4', 'shape': (2, 2)}", []), "the header is not a dictionary"),
    (npy(header: "{'descr': '<f4', 'fortran_order': 1, 'shape': (2, 2)}", []), "not a dictionary"),
    ([0x93] + Array("NUMPY".utf8), "a.npy: is cut off in its header"),
    (
      [0x93] + Array("NUMPY".utf8) + [1, 0, 255, 255, 1], "a.npy: its header announces 65,535 bytes"
    ),
    ([0x93] + Array("NUMPY".utf8) + [7, 0, 1, 0, 1], "a.npy: has .npy version 7.0"),
    ([0x93] + Array("NUMPX".utf8) + [1, 0, 1, 0, 1], "a.npy: is of no known format"),
    (npy("<f4", "(1, 2)", bytes([0, 0] as [UInt32])), "a.npy: has 1 row; a map needs 2 or more"),
    (npy("<f4", "(0, 2)", []), "a.npy: has 0 rows; a map needs 2 or more"),
    (npy("<f4", "(2, 0)", []), "a.npy: the points have no columns"),
  ]

  @Test(arguments: broken) func brokenFilesAreNamed(file: [UInt8], words: String) throws {
    try OutputSandbox.use { sandbox in
      let found = sentence(sandbox) { _ = try sandbox.read("a.npy", file) }
      #expect(found?.contains(words) == true, "\(found ?? "nothing was thrown")")
    }
  }

  @Test func numbersThatAreNotFiniteAreNamed() throws {
    try OutputSandbox.use { sandbox in
      let cases: [(UInt64, String)] = [
        (Double.nan.bitPattern, "is NaN"), (Double.infinity.bitPattern, "is infinity"),
        ((1e39).bitPattern, "is infinity, or a number beyond float32"),
      ]
      for (pattern, words) in cases {
        var values = [UInt64](repeating: (1.5).bitPattern, count: 60)
        values[3 * 20 - 1] = pattern
        let file = npy("<f8", "(3, 20)", bytes(values))
        let data = try sandbox.read("a.npy", file)
        let found = sentence(sandbox) { _ = try data.values() }
        #expect(
          found?.hasPrefix("a.npy: row 2, column 19 (from 0) \(words)") == true, "\(found ?? "")")
      }
    }
  }

  /// Seeded damage to good files: an error or a result, never a crash.
  @Test func damagedHeadersNeverCrash() throws {
    var random = SplitMix64(seed: 1)
    try OutputSandbox.use { sandbox in
      let good = npy("<f4", "(2, 3)", bytes([1, 2, 3, 4, 5, 6].map { Float($0).bitPattern }))
      var refused = 0
      for _ in 0..<1000 {
        var file = good
        for _ in 0..<Int.random(in: 1...4, using: &random) {
          file[Int.random(in: 0..<file.count, using: &random)] = .random(
            in: 0...255, using: &random)
        }
        if Bool.random(using: &random) {
          file.removeLast(Int.random(in: 0..<file.count, using: &random))
        }
        if sentence(sandbox, { _ = try sandbox.read("a.npy", file).values() }) != nil {
          refused += 1
        }
      }
      #expect(refused > 300)
    }
  }
}
