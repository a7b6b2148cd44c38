import ArgumentParser
import Projector

/// Options that some methods use: where no chosen method does, none may be given.
protocol GivenOptions: ParsableArguments {
  /// Those that were given.
  var given: [GivenOption] { get }
  func uses(_ method: Method) -> Bool
}

/// The options of one method.
protocol MethodOptions: GivenOptions {
  /// The method's name.
  static var name: String { get }
  /// The method as the options want it.
  func chosen() throws -> Method
}

extension MethodOptions {
  func uses(_ method: Method) -> Bool { method.name == Self.name }
}

/// An option as it was given.
struct GivenOption {
  let name: String
  /// Empty for a flag.
  let word: String

  /// nil: not given.
  init?(_ name: String, _ word: String?) {
    guard let word else { return nil }
    self.name = name
    self.word = word
  }
}

extension GivenOptions {
  /// Refuses what asks for nothing: options that none of `methods` uses.
  func refuseUnused(by methods: [Method]) throws {
    guard let option = given.first, !methods.contains(where: uses) else { return }
    let given = option.word.isEmpty ? option.name : "\(option.name) \(option.word)"
    let chosen = methods.map(\.name).joined(separator: ",")
    let users = Method.all.filter(uses).map(\.name)
    throw CallError(
      "\(given): --method \(chosen) does not use it, only "
        + "\(users.joined(separator: " and ")) \(users.count == 1 ? "does" : "do"). Leave it out, "
        + "or ask for --method \(users.joined(separator: " or "))")
  }
}
