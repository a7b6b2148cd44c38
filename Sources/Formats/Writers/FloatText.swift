extension Float {
  /// The shortest text that reads back to the same float32, also where it is read as a double and
  /// rounded then, as Python and JavaScript do.
  var exactText: String {
    let text = description
    if let wide = Double(text), Float(wide) == self { return text }
    return Double(self).description
  }
}
