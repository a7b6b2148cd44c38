import Formats
import Foundation
import Testing
import Values

@Suite struct JSONTests {
  @Test func stringsAreEscaped() throws {
    let text = "a\"b\\c\n\t\r\u{1}é🙂\u{2028}/"
    let decoded = try JSONDecoder().decode([String].self, from: Data("[\(JSON.quoted(text))]".utf8))
    #expect(decoded == [text])
    #expect(JSON.quoted("\u{1}\n") == #""\u0001\n""#)
  }

  @Test func objectsKeepTheirOrder() {
    let value = JSON.object([
      ("b", .array([.integer(1), .number(0.5)])), ("a", .object([])), ("c", .array([])),
      ("d", .array([.object([("x", .bool(true))])])),
    ])
    #expect(value.compact == #"{"b":[1,0.5],"a":{},"c":[],"d":[{"x":true}]}"#)
    #expect(
      value.pretty == """
        {
          "b": [1, 0.5],
          "a": {},
          "c": [],
          "d": [
            {
              "x": true
            }
          ]
        }
        """)
  }

  @Test func noNumberBreaksTheText() {
    let numbers = [.nan, .infinity, -0.0, 1e-300, 1e300].map(JSON.number)
    #expect(JSON.array(numbers).compact == "[null,null,-0.0,1e-300,1e+300]")
  }
}
