import Doctor
import Foundation
import Kernels
import References
import Testing

extension OnDevice {
  @Suite struct FieldWatchTests {
    private func moved(_ y: [Float], by factor: Float) -> [Float] { y.map { $0 * factor } }

    /// A layout that outgrows the grid is put back, until the grid holds what the steps make of it.
    @Test func stepsThatLeaveTheGridAreDoneAgain() throws {
      try guarded { device in
        let y = clusters(500, span: 10)
        let state = try LayoutBuffers(device, coordinates: y, components: 2)
        let update = try Update(device, n: 500, components: 2)
        let field = try FieldRepulsion(device, n: 500)
        let watch = try FieldWatch(device, field, state, update)
        watch.expectGrowth()
        let steps = try watch.look()
        #expect(steps > 0)
        try field(state)
        #expect(try !watch.rewinds(steps))
        var tries = 0
        repeat {
          #expect(try state.read() == y)
          try state.layout.write(moved(y, by: 4))
          try field(state)
          tries += 1
        } while try watch.rewinds(steps)
        #expect(tries > 1 && tries < 6)
        #expect(try state.read() == moved(y, by: 4))
      }
    }

    @Test func aLayoutWithoutNumbersIsAnError() throws {
      try guarded { device in
        let state = try LayoutBuffers(
          device, coordinates: clusters(500, span: 10), components: 2)
        let update = try Update(device, n: 500, components: 2)
        let field = try FieldRepulsion(device, n: 500)
        let watch = try FieldWatch(device, field, state, update)
        let steps = try watch.look()
        #expect(throws: DeviceError.self) {
          repeat {
            try state.layout.write([.nan])
            try field(state)
          } while try watch.rewinds(steps)
        }
      }
    }

    private struct Descent {
      var layout: [Float]
      var divergence: Double
    }

    /// A whole descent from a small layout, as t-SNE makes it.
    private func descend(
      _ device: Device, _ p: SparseAffinities, repulsion: any RepulsionSum, field: FieldRepulsion?
    ) throws -> Descent {
      var noise = Noise(5)
      let state = try LayoutBuffers(
        device, coordinates: noise.values(2 * p.n, scale: 1e-4), components: 2)
      let attraction = try Attraction(device, p, components: 2)
      let update = try Update(device, n: p.n, components: 2)
      let watch = try field.map { try FieldWatch(device, $0, state, update) }
      for (steps, exaggeration) in [(60, Float(12)), (200, 1)] {
        let step = Update.Step(
          exaggeration: exaggeration, rate: Float(p.n) / exaggeration, momentum: 0.6)
        watch?.expectGrowth()
        var done = 0
        while done < steps {
          let count = min(try watch?.look() ?? .max, steps - done)
          repeat {
            for _ in 0..<count {
              try attraction(state)
              try repulsion(state)
              try update(state, z: repulsion.z, step: step)
            }
          } while try watch?.rewinds(count) ?? false
          done += count
        }
      }
      let exact = try Repulsion(device, n: p.n, components: 2)
      try exact(state)
      return Descent(
        layout: try state.read(),
        divergence: try attraction.divergence(state) + log(exact.normalizer()))
    }

    @Test func descentsRepeatAndReachTheExactOnes() throws {
      try guarded { device in
        let n = 700
        let (p, _) = try randomAffinities(device, n)
        let exact = try descend(
          device, p, repulsion: Repulsion(device, n: n, components: 2), field: nil)
        let descents = try (0..<2).map { _ in
          let field = try FieldRepulsion(device, n: n)
          return try descend(device, p, repulsion: field, field: field)
        }
        #expect(descents[0].layout == descents[1].layout)
        #expect(abs(descents[0].divergence / exact.divergence - 1) < 0.02)
      }
    }

    @Test func aMapTooWideIsAnError() {
      let box = FieldBox(lowX: -1e5, lowY: -1, highX: 1e5, highY: 1)
      #expect(throws: DeviceError.self) { try FieldGrid(around: box, margin: 1) }
    }

    @Test(arguments: [1e-4, 5, 60, 300] as [Float]) func gridsHoldTheirBoxes(extent: Float) throws {
      let box = FieldBox(lowX: -extent, lowY: 3, highX: extent / 2, highY: 3 + extent / 5)
      for margin in [0.5, 4, 40] as [Float] {
        let grid = try FieldGrid(around: box, margin: margin)
        #expect(grid.holds(box, margin: margin))
        #expect(!grid.holds(box, margin: margin + 0.2 * extent + 60))
        #expect(grid.spacing <= FieldGrid.coarsest)
      }
    }
  }
}
