package import Values

/// The event file that makes TensorBoard look into a run's folder at all.
///
/// One TFRecord of one event: length (u64), masked CRC-32C of it, `Event{wall_time,
/// file_version: "brain.Event:2"}`, masked CRC-32C of that, all little-endian. The same bytes in
/// every run, since only its presence counts.
package enum EventFile {
  /// TensorBoard looks for `tfevents` in the name.
  package static let fileName = "events.out.tfevents.1700000000.astrolabe"

  private static let record: [UInt8] = [
    0x18, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xA3, 0x7F, 0x4B, 0x22,  // 24 bytes
    0x09, 0x00, 0x00, 0x00, 0x40, 0xFC, 0x54, 0xD9, 0x41,  // wall_time 1,700,000,000 s
    0x1A, 0x0D, 0x62, 0x72, 0x61, 0x69, 0x6E, 0x2E, 0x45, 0x76, 0x65, 0x6E, 0x74, 0x3A, 0x32,
    0xEC, 0xED, 0x8F, 0x9D,
  ]

  /// Comes after all other files of TensorBoard: one that watches the log directory must not find a
  /// run that is not finished, since a single unreadable tensor disables its whole page.
  package static func write(to folder: OutputFolder) throws(DataError) {
    let file = try folder.create(fileName)
    try file.write(record)
    try file.close()
  }
}
