extension ClientStatistics {
    /// Nil when the JSON has not the fields that librdkafka documents (STATISTICS.md).
    init?(json: String) {
        var reader = StatisticsReader(json)
        var found: Set<String> = []
        self.init()
        reader.object { reader, name in
            found.insert(name)
            switch name {
            case "client_id": client = reader.text() ?? ""
            case "type": type = reader.text() ?? ""
            case "msg_cnt": reader.read(into: &queued)
            case "msg_size": reader.read(into: &queuedBytes)
            case "replyq": reader.read(into: &replies)
            case "txmsgs": reader.read(into: &messagesSent)
            case "txmsg_bytes": reader.read(into: &bytesSent)
            case "rxmsgs": reader.read(into: &messagesReceived)
            case "rxmsg_bytes": reader.read(into: &bytesReceived)
            case "brokers":
                reader.object { reader, _ in brokers.append(BrokerStatistics(&reader)) }
            case "topics":
                reader.object { reader, name in topics[name] = TopicStatistics(&reader) }
            case "cgrp": group = GroupStatistics(&reader)
            default: break
            }
        }
        guard !reader.isBroken, reader.isAtEnd, Self.needed.isSubset(of: found) else { return nil }
        brokers.sort { $0.name < $1.name }
    }

    private static let needed: Set<String> = [
        "client_id", "type", "msg_cnt", "txmsgs", "txmsg_bytes", "rxmsgs", "rxmsg_bytes",
    ]
}

extension BrokerStatistics {
    fileprivate init(_ reader: inout StatisticsReader) {
        self.init()
        reader.object { reader, name in
            switch name {
            case "name": self.name = reader.text() ?? ""
            case "nodeid": reader.read(into: &id)
            case "state": state = reader.text() ?? ""
            case "outbuf_cnt": reader.read(into: &unsent)
            case "waitresp_cnt": reader.read(into: &unanswered)
            case "txerrs": reader.read(into: &sendErrors)
            case "rxerrs": reader.read(into: &receiveErrors)
            case "txretries": reader.read(into: &retries)
            case "req_timeouts": reader.read(into: &timeouts)
            case "connects": reader.read(into: &connects)
            case "disconnects": reader.read(into: &disconnects)
            case "rtt": roundTrip = FigureWindow(&reader)
            case "throttle": throttle = FigureWindow(&reader)
            default: break
            }
        }
    }
}

extension TopicStatistics {
    fileprivate init(_ reader: inout StatisticsReader) {
        self.init()
        reader.object { reader, name in
            switch name {
            case "batchcnt": batchMessages = FigureWindow(&reader)
            case "batchsize": batchBytes = FigureWindow(&reader)
            case "partitions":
                reader.object { reader, name in
                    // -1 stands for messages whose partition is not chosen yet.
                    guard let number = Int32(name), number >= 0 else { return }
                    partitions[number] = PartitionStatistics(&reader)
                }
            default: break
            }
        }
    }
}

extension PartitionStatistics {
    fileprivate init(_ reader: inout StatisticsReader) {
        self.init()
        reader.object { reader, name in
            switch name {
            case "leader": reader.read(into: &leader)
            case "unknown": isUnknown = reader.flag() ?? false
            case "msgq_cnt": reader.add(to: &unsent)
            case "xmit_msgq_cnt": reader.add(to: &unsent)
            case "fetchq_cnt": reader.read(into: &fetched)
            case "ls_offset": reader.read(into: &end)
            case "hi_offset": reader.read(into: &highest)
            case "next_offset": reader.read(into: &next)
            case "fetch_state": isFetched = reader.text() == "active"
            case "txmsgs": reader.read(into: &messagesSent)
            case "rxmsgs": reader.read(into: &messagesReceived)
            case "acked_msgid": reader.read(into: &acknowledged)
            default: break
            }
        }
    }
}

extension GroupStatistics {
    fileprivate init(_ reader: inout StatisticsReader) {
        self.init()
        reader.object { reader, name in
            switch name {
            case "state": state = reader.text() ?? ""
            case "join_state": joinState = reader.text() ?? ""
            case "rebalance_cnt": reader.read(into: &rebalances)
            case "assignment_size": reader.read(into: &assigned)
            default: break
            }
        }
    }
}

extension FigureWindow {
    fileprivate init(_ reader: inout StatisticsReader) {
        self.init()
        reader.object { reader, name in
            switch name {
            case "cnt": reader.read(into: &count)
            case "avg": reader.read(into: &average)
            case "p50": reader.read(into: &p50)
            case "p99": reader.read(into: &p99)
            case "max": reader.read(into: &max)
            default: break
            }
        }
    }
}

extension StatisticsReader {
    fileprivate mutating func read<Number: FixedWidthInteger>(into field: inout Number) {
        if let number = integer() { field = Number(clamping: number) }
    }

    fileprivate mutating func add(to field: inout Int) {
        if let number = integer() { field += Int(clamping: number) }
    }
}
