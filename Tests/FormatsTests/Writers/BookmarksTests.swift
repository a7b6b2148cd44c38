import Formats
import Foundation
import Testing
import Values

@Suite struct BookmarksTests {
  /// Without any of these the page throws (and `label` is what the user sees).
  private static let required = [
    "label", "projections", "selectedProjection", "selectedPoints", "pcaComponentDimensions",
    "tSNEIteration", "tSNEPerplexity", "tSNELearningRate", "customXLeftText", "customXRightText",
    "customYUpText", "customYDownText", "dataSetDimensions", "cameraDef", "selectedLabelOption",
    "selectedColorOptionName",
  ]

  @Test(arguments: [2, 3])
  func everyLayoutIsOneClickAway(components: Int) throws {
    let sample = SampleProjection(components: components)
    let marks = try sample.write().bookmarks()
    #expect(marks.map { $0["label"] as? String } == ["t-SNE (astrolabe)", "PCA (astrolabe)"])
    for (mark, layout) in zip(marks, sample.projection.layouts.reversed()) {
      #expect(Self.required.allSatisfy { mark[$0] != nil })
      #expect(mark["selectedProjection"] as? String == "umap")
      #expect(mark["umapIs3d"] as? Bool == (components == 3))
      #expect(mark["dataSetDimensions"] as? [Int] == [6, 4])
      let camera = try #require(mark["cameraDef"] as? [String: Any])
      #expect(camera["orthographic"] as? Bool == (components == 2))
      let points = try #require(mark["projections"] as? [[String: Double]])
      #expect(points.count == 6)
      for (row, point) in points.enumerated() {
        #expect(point.count == components + 10)
        for axis in 0..<components {
          let value = try #require(point["umap-\(axis)"])
          #expect(Float(value) == layout.coordinates[row * components + axis])
        }
      }
    }
  }

  @Test func componentsAreThereAndMissingOnesZero() throws {
    let mark = try #require(try SampleProjection().write().bookmarks().first)
    let points = try #require(mark["projections"] as? [[String: Double]])
    for (row, point) in points.enumerated() {
      for component in 0..<10 {
        let value = try #require(point["pca-\(component)"])
        let exact = component < 3 ? Double(row * 3 + component) / 7 : 0
        #expect(abs(value - exact) <= 1e-5 * max(1, exact))
      }
    }
  }

  @Test func componentsHaveSixDigits() throws {
    let values: [(Float, String)] = [
      (0, "0"), (-0.0, "0"), (1, "1"), (-1.5, "-1.5"), (1234.5678, "1234.57"),
      (0.00012345678, "0.000123457"), (-0.1, "-0.1"), (9.999999, "10"), (999_999.5, "1000000"),
      (1e-7, "1e-07"), (3e20, "3e+20"), (123_456.7, "123457"), (0.99999994, "1"),
      (.infinity, "0"),
    ]
    var projection = SampleProjection(rows: values.count).projection
    projection.components = PrincipalComponents(
      count: 1, scores: values.map(\.0), explainedVariance: [1])
    let text = try SampleProjection.write(projection).text("bookmarks.json")
    let written = text.split(separator: "\"pca-0\":").dropFirst()
      .map { String($0.prefix { $0 != "," }) }
    #expect(written.prefix(values.count) == ArraySlice(values.map(\.1)))
  }

  @Test func coordinatesReadBackToTheBit() throws {
    var projection = SampleProjection(rows: 4).projection
    let hard: [Float] = [
      .leastNonzeroMagnitude, .greatestFiniteMagnitude, 0.1, -16_777_216, 1 / 3, 1e-10, 3, -0.0,
    ]
    projection.layouts[1].coordinates = hard
    let mark = try #require(try SampleProjection.write(projection).bookmarks().first)
    let points = try #require(mark["projections"] as? [[String: Double]])
    #expect(points.flatMap { [$0["umap-0"], $0["umap-1"]] }.map { Float($0 ?? .nan) } == hard)
  }
}
