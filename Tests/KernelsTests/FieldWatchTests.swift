import Kernels
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
  }
}
