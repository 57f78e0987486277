import Contracts

/// The ways in which a stream of bars is written.
public enum BarShape: String, CaseIterable, Sendable {
    /// As this project's encoder writes it.
    case canonical
    /// The same fields as Python's `json.dumps` writes them: blanks behind commas and colons,
    /// floats with a point, the time with an offset.
    case python
    /// The required fields alone, prices with two places: the example of docs/CONTRACTS.md.
    case minimal

    /// A million bars are the same million in any run.
    public func records(_ count: Int, seed: UInt64) -> Records {
        var market = Market(seed: seed)
        var records = Records()
        let each =
            switch self {
            case .canonical: 330
            case .python: 400
            case .minimal: 160
            }
        records.reserve(records: count, bytes: count * each)
        for _ in 0..<count {
            switch self {
            case .canonical:
                let bar = market.bar()
                records.add { bar.encode(into: &$0) }
            case .python:
                let text = Self.python(market.bar())
                records.add { $0.append(contentsOf: text.utf8) }
            case .minimal:
                let text = Self.minimal(market.minimalBar())
                records.add { $0.append(contentsOf: text.utf8) }
            }
        }
        return records
    }

    private static func minimal(_ bar: BarEvent) -> String {
        """
        {"event_type":"bar_event","symbol":"\(bar.symbol)","timestamp":"\(bar.timestamp)",\
        "open":\(cents(bar.open)),"high":\(cents(bar.high)),"low":\(cents(bar.low)),\
        "close":\(cents(bar.close)),"volume":\(bar.volume)}
        """
    }

    private static func python(_ bar: BarEvent) -> String {
        var parts = [
            #""event_type": "bar_event""#, #""symbol": "\#(bar.symbol)""#,
            #""timestamp": "\#(bar.timestamp.description.dropLast())+00:00""#,
            #""open": \#(bar.open.double)"#, #""high": \#(bar.high.double)"#,
            #""low": \#(bar.low.double)"#, #""close": \#(bar.close.double)"#,
            #""volume": \#(bar.volume)"#, #""bar_duration": "\#(bar.duration.rawValue)""#,
            #""asset_class": "\#(bar.assetClass.rawValue)""#,
            #""currency": "\#(bar.currency)""#,
        ]
        if let exchange = bar.exchange { parts.append(#""exchange": "\#(exchange)""#) }
        if let quality = bar.dataQuality {
            parts.append(
                #""data_quality": {"completeness_score": \#(quality.completenessScore), "#
                    + #""freshness_ms": \#(quality.freshnessMs), "#
                    + #""source": "\#(quality.source.rawValue)"}"#)
        }
        if let metadata = bar.metadata {
            var members: [String] = []
            if let id = metadata.producerId { members.append(#""producer_id": "\#(id)""#) }
            if let number = metadata.sequenceNumber {
                members.append(#""sequence_number": \#(number)"#)
            }
            if let topic = metadata.kafkaTopic { members.append(#""kafka_topic": "\#(topic)""#) }
            parts.append(#""metadata": {\#(members.joined(separator: ", "))}"#)
        }
        return "{" + parts.joined(separator: ", ") + "}"
    }

    /// With two places, zeros too.
    private static func cents(_ price: Decimal9) -> String {
        let cents = price.nanos / 10_000_000
        let rest = cents % 100
        return "\(cents / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
}
