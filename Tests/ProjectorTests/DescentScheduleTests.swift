import Kernels
import TestSupport
import Testing
import Values

@testable import Projector

/// The numbers of the two schedules, and what the second is for.
@Suite struct DescentScheduleTests {
  private func schedule(_ change: (inout TSNE) -> Void) -> DescentSchedule {
    var tsne = TSNE()
    change(&tsne)
    return DescentSchedule(tsne, points: 1200)
  }

  @Test func openTSNEHasTwoPhases() {
    let schedule = schedule { _ in }
    #expect(schedule.early == 250 && schedule.steps == 1000)
    for (index, exaggeration, momentum) in [(0, 12, 0.5), (249, 12, 0.5), (250, 1, 0.8)] {
      let step = schedule.step(index)
      #expect(step.exaggeration == Float(exaggeration) && step.momentum == Float(momentum))
      #expect(step.rate == 1200 / Float(exaggeration) && step.decay == 0.8)
    }
    #expect(schedule.stepsToBend(after: 30) == 220 && schedule.isBend(250))
  }

  @Test func exaggerationFallsGeometrically() {
    let schedule = schedule { $0.schedule = .falling }
    #expect(schedule.early == 130 && schedule.steps == 250)
    let factors = (0..<250).map { Double(schedule.step($0).exaggeration) }
    #expect(factors[0..<30].allSatisfy { $0 == 12 } && factors[130...].allSatisfy { $0 == 1 })
    // 101 equal factors from 12 to 1.
    for index in 30...130 {
      let ratio = factors[index - 1] / factors[index]
      #expect(abs(ratio - 1.024_909) < 1e-5, "\(index)")
    }
    #expect(schedule.step(129).momentum == 0.9 && schedule.step(130).momentum == 0.98)
    #expect(schedule.step(80).decay == 0.9)
    #expect(schedule.isBend(30) && schedule.stepsToBend(after: 7) == 23)
  }

  @Test func stepsThatAreAskedForAreShared() {
    let half = schedule {
      $0.schedule = .falling
      $0.iterations = 100
    }
    #expect(half.early == 52 && half.step(11).exaggeration == 12 && half.step(12).exaggeration < 12)
    let given = schedule {
      $0.schedule = .falling
      $0.earlyIterations = 0
      $0.exaggeration = 2
    }
    #expect(given.step(0).exaggeration == 2 && given.step(0).momentum == 0.98)
  }
}

extension OnDevice {
  @Suite struct FallingScheduleTests {
    /// A quarter of the steps, and a lower divergence; for the exact sum and for the field. Of so
    /// many points that neither schedule comes to rest.
    @Test(arguments: [3000, 5000]) func endsBelowOpenTSNE(points: Int) throws {
      let data = dataset(clusters(10, of: points / 10, columns: 20), columns: 20)
      let divergences = try ScheduleChoice.allCases.map { choice in
        let projection = try project(data) {
          $0.methods = ["tsne"]
          $0.schedule = choice
        }
        #expect(projection.layouts[0].coordinates.allSatisfy { $0.isFinite })
        return try #require(projection.layouts[0].metrics.first).value
      }
      #expect(divergences[1] < divergences[0])
    }
  }
}
