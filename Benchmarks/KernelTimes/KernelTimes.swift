import Doctor
import Values
import Kernels
import Projector

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `KernelTimes POINTS LAYOUT.npy`: what every kernel of a run takes on the first device, one JSON
/// object a line. Everything up to the affinities is computed from POINTS; the steps are taken on a
/// finished LAYOUT of them, so that the grid's size is known.
@main
enum KernelTimes {
  static func main() {
    let arguments = CommandLine.arguments
    guard arguments.count == 3 else {
      print("KernelTimes POINTS LAYOUT.npy")
      exit(2)
    }
    do {
      let rates = try Rates(of: Device(index: 0))
      print(
        line([
          ("copy_bytes", .number(rates.copy)), ("product_flops", .number(rates.product)),
          ("launch_seconds", .number(rates.launch)),
        ]))
      let device = try Device(index: 0, profiled: true)
      // Twice: the first time compiles.
      for round in 0..<2 {
        device.profile = Profile()
        let work = try run(device, points: arguments[1], layout: arguments[2])
        guard round == 1, let profile = device.profile else { continue }
        for (name, entry) in profile.entries.sorted(by: { $0.value.seconds > $1.value.seconds }) {
          let per = entry.seconds / Double(entry.launches)
          let amount = work[name]
          print(
            line([
              ("kernel", .string(name)), ("launches", .integer(entry.launches)),
              ("seconds", .number(entry.seconds)), ("each", .number(per)),
              ("flops", amount.map { .number($0.flops / entry.seconds) } ?? .null),
              ("bytes", amount.map { .number($0.bytes / entry.seconds) } ?? .null),
            ]))
        }
      }
    } catch {
      print("\(error)")
      exit(1)
    }
  }

  private static func line(_ members: [(name: String, value: JSON)]) -> String {
    JSON.object(members).compact
  }

  private static func run(
    _ device: Device, points: String, layout: String
  ) throws -> [String: Work] {
    let stages = try Stages(device, points: points, layout: layout)
    try stages.step(50)
    return stages.work(steps: 50)
  }
}
