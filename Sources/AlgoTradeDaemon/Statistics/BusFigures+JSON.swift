import Contracts
import KafkaBus

extension BusFigures {
    /// - Parameter commits: the time of each commit of the interval.
    func write(to text: inout JSONText, commits: LatencyHistogram) {
        text.member("lag", lag.named(\.description) { Int(clamping: $0) })
        text.name("transactions")
        text.object {
            $0.member("committed", transactionsCommitted)
            $0.member("aborted", transactionsAborted)
        }
        text.member("commit_ms", commits)
        text.member("rebalances", rebalances)
        text.member("errors", errors.named(\.rawValue) { $0 })
        text.member("troubles", troubles.named(\.rawValue) { $0 })
        text.name("lasting")
        text.object { members in
            for (trouble, subjects) in lasting.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
                members.member(trouble.rawValue, subjects.sorted())
            }
        }
        for (name, client) in [("consumer", consumer), ("producer", producer)] {
            text.name(name)
            if let client { text.object { client.write(to: &$0) } } else { text.null() }
        }
    }
}

extension ClientStatistics {
    /// Totals since the client's start, what waits now, and what was measured since its
    /// statistics before.
    fileprivate func write(to text: inout JSONText) {
        let isProducer = type == "producer"
        let counts: [(String, Int)] = [
            ("messages", isProducer ? messagesSent : messagesReceived),
            ("bytes", isProducer ? bytesSent : bytesReceived), ("retries", retries),
            ("connects", connects), ("disconnects", disconnects), ("queued", queued),
            ("queued_bytes", queuedBytes), ("unsent_requests", unsentRequests),
            ("unanswered_requests", unansweredRequests),
        ]
        for (name, count) in counts { text.member(name, count) }
        text.name("topics")
        text.object { members in
            for (name, topic) in topics.sorted(by: { $0.key < $1.key }) {
                members.name(name)
                members.object {
                    $0.member("batch_messages", topic.batchMessages)
                    $0.member("batch_bytes", topic.batchBytes)
                }
            }
        }
        text.name("brokers")
        text.array(brokers.filter(\.isNode)) { list, broker in
            list.object {
                $0.member("id", broker.id)
                $0.member("name", broker.name)
                $0.member("state", broker.state)
                $0.member("round_trip_ms", microseconds: broker.roundTrip)
                $0.member("throttle_ms", broker.throttle)
            }
        }
    }
}

extension Dictionary {
    /// Counts under the names of their keys.
    fileprivate func named(
        _ name: (Key) -> String, _ count: (Value) -> Int
    ) -> [String: Int] {
        [String: Int](uniqueKeysWithValues: map { (name($0.key), count($0.value)) })
    }
}
