import Doctor
import Kernels
import Testing

extension OnDevice {
  @Suite struct DoctorTests {
    /// A kernel without a check fails here.
    @Test func everyKernelIsTriedAndRight() throws {
      try guarded { device in
        let checkup = Checkup(on: device)
        for name in KernelSources.names {
          let verdicts = checkup.verdicts(of: name)
          #expect(verdicts.map(\.kernel) == KernelSources.kernels(of: name))
          for verdict in verdicts {
            #expect(verdict.problem == nil, "\(verdict.kernel)")
            #expect(verdict.error != nil)
          }
        }
      }
    }

    /// What the list of kernels is made from sees every one.
    @Test func everyKernelIsListed() {
      for name in KernelSources.names {
        let lines = (KernelSources.text(name) ?? "").split(separator: "\n")
        let count = lines.count { $0.hasPrefix("kernel ") }
        let kernels = KernelSources.kernels(of: name)
        #expect(kernels.count == count)
        #expect(Set(kernels).count == count && kernels.allSatisfy { !$0.function.isEmpty })
      }
      #expect(Checkup.files.allSatisfy { name in KernelCheck.all.contains { $0.file == name } })
    }

    /// One slip a file, as a wrong compiler or a careless hand makes them.
    static let slips = [
      ("prepare", "norms[row] = norm * largest", "norms[row] = norm"),
      ("prepare", "told += s[c] * s[c]", "told = s[c] * s[c]"),
      ("product", "accumulate ? vloadv(0, p) + left[r]", "accumulate ? left[r]"),
      ("gather", "target + (size_t)i", "target + (size_t)(count - 1 - i)"),
      ("neighbors", "(x[j] < index)", "(x[j] > index)"),
      ("pairs", "-2.0f * least", "-0.02f * least"),
      ("lists", "sum / (float)(last - first)", "sum / (float)(last - first + 1)"),
      ("affinities", "#define TOLERANCE 1e-5f", "#define TOLERANCE 1e-2f"),
      ("symmetrize", "0.5f / (float)n", "1.0f / (float)n"),
      ("attraction", "+ (1u << 11)", "+ 0u"),
      ("repulsion", "sumv(sum[r].w) - 1.0f", "sumv(sum[r].w)"),
      ("field", "px * (0.5f - tx)", "px * (1.0f - tx)"),
      ("filter", "half_x = x == 0 || x == middle_x ? 0.5f : 1.0f", "half_x = 1.0f"),
      ("convolution", "j = node / STEP, s = node % STEP", "j = node / STEP, s = 0"),
      ("order", "source[order[i]]", "source[i]"),
      ("update", "gain * decay", "gain * 0.81f"),
      ("preservation", "self == index", "self >= index"),
    ]

    @Test(arguments: slips) func wrongKernelsAreFound(
      file: String, right: String, wrong: String
    ) throws {
      let problems = try problems(file, right, wrong)
      #expect(problems.contains("wrong result"))
    }

    @Test func everyCheckHasASlip() {
      #expect(Set(Self.slips.map(\.0)) == Set(KernelCheck.all.map(\.file)))
    }

    @Test func writingPastTheEndIsFound() throws {
      let problems = try problems("prepare", "norms[row] =", "norms[rows] = norms[row] =")
      #expect(problems.contains { $0.contains("past the end of a buffer (row lengths)") })
    }

    @Test func kernelsThatDoNotBuildAreFound() throws {
      let problems = try problems("order", "kernel void reorder", "kernel void reorder @")
      #expect(problems.count == 1)
      #expect(problems[0].hasPrefix("failed: clBuildProgram: CL_BUILD_PROGRAM_FAILURE (-11)"))
    }

    @Test func aKernelWithoutACheckIsNotRight() throws {
      try guarded { device in
        let verdicts = Checkup(on: device, checks: []).verdicts(of: "update")
        #expect(verdicts.map(\.problem).allSatisfy { $0 == "no check tries this kernel" })
        #expect(verdicts.count == KernelSources.kernels(of: "update").count)
      }
    }

    /// The problems that the doctor sees in `file` after an edit.
    private func problems(_ file: String, _ right: String, _ wrong: String) throws -> [String] {
      var edits = 0
      let checkup = try Checkup(device: 0) { name, text in
        guard name == file else { return text }
        edits += text.contains(right) ? 1 : 0
        return text.replacing(right, with: wrong)
      }
      let problems = checkup.verdicts(of: file).compactMap(\.problem)
      #expect(edits > 0, "\(right) is not in \(file).cl")
      return problems
    }

    /// Rates are positive, and every stage has its share; a few points only.
    @Test func estimatesEveryStage() throws {
      try guarded { device in
        let rates = try Rates(of: device)
        for rate in [rates.copy, rates.transfer, rates.product, rates.launch] {
          #expect(rate > 0 && rate.isFinite)
        }
        let estimate = try Estimate(of: device, rates, points: 700, dimensions: 20)
        #expect(estimate.stages.count == 5)
        #expect(estimate.stages.allSatisfy { $0.seconds > 0 && $0.seconds.isFinite })
        #expect(estimate.seconds == estimate.stages.map(\.seconds).reduce(0, +))
      }
    }
  }
}
