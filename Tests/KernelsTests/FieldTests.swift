import Foundation
import Kernels
import Testing

/// Clusters of unequal size and width, `span` wide in all.
func clusters(_ n: Int, span: Float) -> [Float] {
  var noise = Noise(UInt64(n) + UInt64(span))
  let centers = noise.values(60, scale: 0.42 * span)
  return (0..<n).flatMap { i in
    let cluster = (i * i + i / 7) % 30
    let width = span * 0.01 * Float(1 + cluster % 5)
    // Three uniform numbers make something near a normal one.
    return (0..<2).map { c in
      centers[2 * cluster + c] + width * noise.values(3).reduce(0, +)
    }
  }
}

/// The field's forces and normalizer against the sum over all pairs.
extension OnDevice {
  @Suite struct FieldTests {
    struct Errors {
      var force = 0.0
      var normalizer = 0.0
    }

    /// Relative error in the L2 norm of the forces, and of Z.
    private func errors(
      _ device: Device, _ y: [Float], tuning: FieldTuning? = nil, margin: Float = 1
    ) throws -> Errors {
      let n = y.count / 2
      let state = try LayoutBuffers(device, coordinates: y, components: 2)
      let exact = try Repulsion(device, n: n, components: 2)
      try exact(state)
      let expected = try state.coordinates(of: state.repulsion)
      let field = try FieldRepulsion(device, n: n, tuning: tuning)
      try field.place(around: field.bounds(state), margin: margin, least: margin)
      try field(state)
      let forces = try state.coordinates(of: state.repulsion)
      let z = try field.normalizer()
      try field(state)
      #expect(try state.coordinates(of: state.repulsion) == forces, "a repeat differs")
      #expect(try field.normalizer() == z)
      #expect(try !field.escaped())
      var (error, norm) = (0.0, 0.0)
      for (a, b) in zip(forces, expected) {
        error += pow(Double(a) - Double(b), 2)
        norm += pow(Double(b), 2)
      }
      let expectedZ = try exact.normalizer()
      return Errors(
        force: (error / max(norm, 1e-30)).squareRoot(),
        normalizer: abs(z - expectedZ) / max(expectedZ, 1e-30))
    }

    @Test(arguments: [2, 16, 17, 1000, 5000], [20, 100, 250] as [Float])
    func isNearTheSum(n: Int, span: Float) throws {
      try guarded { device in
        let errors = try errors(device, clusters(n, span: span))
        print(n, span, errors)
        #expect(errors.force < 2.5e-2)
        #expect(errors.normalizer < 1e-3)
      }
    }
  }
}
