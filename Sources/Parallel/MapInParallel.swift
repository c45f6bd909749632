// Work spread over cores in chunks, with results in the order of the input.

/// Maps values in parallel; the result's order is the input's, whatever finishes first.
///
/// - Parameters:
///   - jobs: how many tasks work at once; the result never depends on it.
///   - chunk: how many values one task takes at a time. Take 1 where a value is a piece of work by itself.
package func mapInParallel<Value: Sendable, Result: Sendable>(
  _ values: [Value], jobs: Int, chunk: Int = 64, _ transform: @escaping @Sendable (Value) -> Result
) async -> [Result] {
  guard jobs > 1, values.count > chunk else { return values.map(transform) }
  let starts = Array(stride(from: 0, to: values.count, by: chunk))
  var results = [[Result]?](repeating: nil, count: starts.count)
  await withTaskGroup(of: (Int, [Result]).self) { group in
    var next = 0
    func add() {
      guard next < starts.count else { return }
      let position = next
      let range = starts[position]..<min(starts[position] + chunk, values.count)
      next += 1
      group.addTask { (position, values[range].map(transform)) }
    }
    for _ in 0..<jobs { add() }
    for await (position, mapped) in group {
      results[position] = mapped
      add()
    }
  }
  return results.flatMap { $0 ?? [] }
}
