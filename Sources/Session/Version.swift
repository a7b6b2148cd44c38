/// The tool's version: the one place where it stands.
package let toolVersion = "0.1.0"
