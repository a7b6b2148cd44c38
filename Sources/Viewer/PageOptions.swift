package import Values

/// Where the page's data go.
package enum PagePlacement: String, Sendable, CaseIterable {
  /// Inside the page up to 64 MB, else beside it.
  case auto
  /// Inside the page, however large.
  case inline
  /// Beside the page, in `index.data`: a browser loads it only through a web server.
  case external
  /// No page.
  case off
}

/// What the page says of the run, beside the projection.
package struct PageOptions: Sendable {
  package var placement = PagePlacement.auto
  /// `astrolabe 0.1.0`.
  package var tool: String
  /// In the order to show.
  package var parameters: [(name: String, value: JSON)]

  package init(
    placement: PagePlacement = .auto, tool: String,
    parameters: [(name: String, value: JSON)] = []
  ) {
    self.placement = placement
    self.tool = tool
    self.parameters = parameters
  }
}
