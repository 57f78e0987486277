import Testing

@testable import KafkaBus

@Suite struct LatencyHistogramTests {
    @Test func `Values fall into the bucket that ends at or above them`() {
        var histogram = LatencyHistogram()
        for microseconds in [1, 500, 501, 30_000_000, 30_000_001] {
            histogram.add(.microseconds(microseconds))
        }
        #expect(histogram.counts.first == 2)
        #expect(histogram.counts[1] == 1)
        #expect(histogram.counts[histogram.counts.count - 2] == 1)
        #expect(histogram.counts.last == 1)
        #expect(histogram.count == 5)
        #expect(histogram.sumMicroseconds == 60_001_003)
    }

    @Test func `Quantiles are bounds of buckets`() {
        var histogram = LatencyHistogram()
        #expect(histogram.quantile(0.5) == nil)
        for _ in 0..<99 { histogram.add(.milliseconds(3)) }
        histogram.add(.seconds(60))
        #expect(histogram.quantile(0.5) == 5000)
        #expect(histogram.quantile(0.99) == 5000)
        #expect(histogram.quantile(1) == nil)
    }

    @Test func `What was added since an earlier state is a histogram too`() {
        var histogram = LatencyHistogram()
        histogram.add(.milliseconds(1))
        let earlier = histogram
        histogram.add(microseconds: 40_000, times: 3)
        histogram.add(microseconds: -5, times: 1)
        var expected = LatencyHistogram()
        for _ in 0..<3 { expected.add(.milliseconds(40)) }
        expected.add(.zero)
        #expect(histogram.since(earlier) == expected)
        var sum = earlier
        sum.add(expected)
        #expect(sum == histogram)
    }
}
