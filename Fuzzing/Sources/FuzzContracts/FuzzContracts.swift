import ContractProperties
import Contracts

/// What libFuzzer, which brings `main`, calls for each input: asks for every property and traps
/// with a sentence when one is broken.
@c(LLVMFuzzerTestOneInput)
public func fuzzContracts(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
    let input = unsafe Array(UnsafeBufferPointer(start: data, count: size))
    guard let sample = FuzzInput(input) else { return 0 }
    if let broken = RecordProperties.broken(by: sample.record, sample.topic) {
        fatalError("\(sample.topic.rawValue): \(broken)")
    }
    return 0
}
