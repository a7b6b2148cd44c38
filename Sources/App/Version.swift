/// The tool's version: the one place where it stands.
let toolVersion = "0.1.0"
