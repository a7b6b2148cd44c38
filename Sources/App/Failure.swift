import Kernels
import Projector
import Session

/// How the command ends when something fails: one sentence, with what to type next, and the code.
struct Failure {
  let sentence: String
  /// 1: the work failed; 2: the call was wrong; 130: interrupted.
  let code: Int32

  init(_ error: any Error) {
    sentence = Self.sentence(error)
    code =
      switch error {
      case is CallError: 2
      case let error as DeviceMissing: error.isCall ? 2 : 1
      case is Interrupted: 130
      default: 1
      }
  }

  private static func sentence(_ error: any Error) -> String {
    switch error {
    case let error as DeviceMissing:
      switch error.what {
      case .any: "\(error)"
      case .gpu: "\(error). Use --device cpu, or install your GPU's OpenCL driver"
      case .cpu: "\(error). Install one with: apt-get install pocl-opencl-icd"
      case .index(let index): "--device \(index): \(error)"
      }
    case let error as DeviceFailure where error.device.kind == .gpu:
      "\(error). To compute on the CPU instead: --device cpu"
    default: "\(error)"
    }
  }
}

extension DeviceMissing {
  fileprivate var isCall: Bool {
    if case .index = what { true } else { false }
  }
}
