import Doctor
import Foundation
import Kernels
import References
import Testing

/// The field's forces and normalizer against the sum over all pairs.
extension OnDevice {
  @Suite struct FieldTests {
    /// A CPU's kernels, a GPU's, and a GPU's when a transform does not fit its local memory.
    private func tunings(_ device: Device) -> [FieldTuning] {
      var cpu = FieldTuning(device, points: 1000)
      (cpu.vector, cpu.group, cpu.points, cpu.copies) = (16, 1, 128, 3)
      var gpu = cpu
      (gpu.vector, gpu.group, gpu.points, gpu.copies) = (4, 64, 4, 0)
      var large = gpu
      (large.vector, large.localMemory) = (8, 0)
      var cubic = cpu
      cubic.order = 4
      var cubicGPU = gpu
      (cubicGPU.order, gpu.order, cpu.order, large.order) = (4, 6, 6, 6)
      return [cpu, gpu, large, cubic, cubicGPU]
    }

    private struct Result: Equatable {
      var forces: [Float] = []
      var z = 0.0
    }

    private func field(
      _ device: Device, _ state: LayoutBuffers, _ tuning: FieldTuning, margin: Float = 1
    ) throws -> Result {
      let field = try FieldRepulsion(device, n: state.n, tuning: tuning)
      try field.place(around: field.bounds(state), margin: margin, least: margin)
      try field(state)
      let first = Result(
        forces: try state.coordinates(of: state.repulsion), z: try field.normalizer())
      try field(state)
      let second = Result(
        forces: try state.coordinates(of: state.repulsion), z: try field.normalizer())
      #expect(first == second, "a repeat differs")
      #expect(try !field.escaped())
      return first
    }

    @Test(
      arguments: cases([1, 2, 15, 16, 17, 31, 33, 1000, 5003]),
      cases([20, 100, 250] as [Float], few: 1))
    func isNearTheSum(n: Int, span: Float) throws {
      try holds { device, seen in
        let y = clusters(n, span: span)
        // Errors of single pairs average out among many.
        let limits =
          n < 100
          ? FieldLimits(force: 4e-2, normalizer: 2e-3, floor: 1e-2)
          : FieldLimits(force: 1e-2, normalizer: 2e-5, floor: 1e-2)
        try checkField(device, y, tunings(device), allPairs(device, y), seen, within: limits)
      }
    }

    /// By the exact kernel: `Reference` would take minutes for thousands of points.
    private func allPairs(_ device: Device, _ y: [Float]) throws -> FieldSum {
      let state = try LayoutBuffers(device, coordinates: y, components: 2)
      let exact = try Repulsion(device, n: state.n, components: 2)
      try exact(state)
      return FieldSum(
        forces: try state.coordinates(of: state.repulsion).map(Double.init),
        normalizer: try exact.normalizer())
    }

    /// A first layout: all points in one cell. A force common to all moves nothing, for the layout
    /// is recentered.
    @Test(arguments: cases([2, 17, 1000], few: 1), cases([1e-4, 1e-2, 1] as [Float], few: 1))
    func smallLayoutsRepel(n: Int, span: Float) throws {
      try guarded { device in
        var noise = Noise(UInt64(n))
        let y = noise.values(2 * n, scale: span)
        let state = try LayoutBuffers(device, coordinates: y, components: 2)
        let exact = try Repulsion(device, n: n, components: 2)
        try exact(state)
        let expected = try state.coordinates(of: state.repulsion)
        for tuning in tunings(device) {
          let result = try field(device, state, tuning)
          let z = try {
            try exact(state); return try exact.normalizer()
          }()
          #expect(abs(result.z - z) < 2e-4 * z + 1e-6 * Double(n))
          let forces = (0..<2).map { axis in
            let values = (0..<n).map { Double(result.forces[2 * $0 + axis]) }
            let mean = values.reduce(0, +) / Double(n)
            return values.map { $0 - mean }
          }
          var (error, norm) = (0.0, 0.0)
          for i in 0..<n {
            for axis in 0..<2 {
              error += pow(forces[axis][i] - Double(expected[2 * i + axis]), 2)
              norm += pow(Double(expected[2 * i + axis]), 2)
            }
          }
          #expect((error / norm).squareRoot() < (n < 10 ? 5e-2 : 1e-2))
        }
      }
    }

    /// However many points meet at one place, no charge overflows.
    @Test(arguments: cases([3, 20_000, 200_000], few: 1)) func pointsMayCoincide(n: Int) throws {
      try guarded { device in
        let y = (0..<n).flatMap { _ in [0.3, -0.1] as [Float] }
        let state = try LayoutBuffers(device, coordinates: y, components: 2)
        for tuning in tunings(device) {
          let field = try FieldRepulsion(device, n: n, tuning: tuning)
          try field.place(around: field.bounds(state), margin: 1, least: 1)
          try field(state)
          let z = Double(n) * Double(n - 1)
          // Rounded charges err alike here.
          #expect(abs(try field.normalizer() - z) < 1e-3 * z)
        }
      }
    }

    /// Copies of the charges, and with them threads, change no bit.
    @Test func threadsChangeNothing() throws {
      try guarded { device in
        let state = try LayoutBuffers(
          device, coordinates: clusters(3001, span: 60), components: 2)
        var tuning = FieldTuning(device, points: 1000)
        let results = try [0, 1, 2, 5, 8].map { copies in
          tuning.copies = copies
          return try field(device, state, tuning)
        }
        #expect(results.allSatisfy { $0 == results[0] })
      }
    }

    @Test(arguments: [Float(30), -30, .nan, .infinity]) func notesWhoLeaves(x: Float) throws {
      try guarded { device in
        var y = clusters(333, span: 20)
        for tuning in tunings(device) {
          let state = try LayoutBuffers(device, coordinates: y, components: 2)
          let field = try FieldRepulsion(device, n: 333, tuning: tuning)
          try field.place(around: field.bounds(state), margin: 1, least: 1)
          try field(state)
          #expect(try !field.escaped())
          for index in [2 * 332, 2 * 150 + 1] {
            let kept = y[index]
            y[index] = x
            let moved = try LayoutBuffers(device, coordinates: y, components: 2)
            try field(moved)
            #expect(try field.escaped())
            y[index] = kept
            try field.place(around: field.bounds(state), margin: 1, least: 1)
            try field(state)
            #expect(try !field.escaped())
          }
        }
      }
    }

    @Test(arguments: cases([1, 63, 64, 65, 1000])) func boundsAreTheRectangle(n: Int) throws {
      try holds { device, seen in
        var y = clusters(n, span: 30)
        let field = try FieldRepulsion(device, n: n)
        try checkBounds(field, LayoutBuffers(device, coordinates: y, components: 2), y, seen)
        y[n] = .nan
        let broken = try LayoutBuffers(device, coordinates: y, components: 2)
        #expect(throws: DeviceError.self) { try field.bounds(broken) }
      }
    }
  }
}
