import Doctor
import Testing

extension OnDevice {
  @Suite struct UpdateTests {
    @Test(arguments: cases([1, 63, 64, 65, 127, 541]), [2, 3])
    func followsTheRule(n: Int, components: Int) throws {
      try holds { device, seen in
        try checkUpdate(device, n: n, components: components, steps: 6, seen)
      }
    }
  }
}
