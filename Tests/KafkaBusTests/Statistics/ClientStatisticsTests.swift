import Testing

@testable import KafkaBus

@Suite
struct ClientStatisticsTests {
    @Test
    func `totals are read and not the nested figures of the same name`() throws {
        let json = """
            { "name": "rdkafka#consumer-1", "client_id": "algotraded.data.one", \
            "type": "consumer", "msg_cnt":7, "brokers":{ "b": { "tx":3, "type": "x" } }, \
            "topics":{ "t": { "partitions": { "0": { "txmsgs":1, "rxmsgs":2, "msg_cnt":9 } } } }, \
            "tx":5, "txmsgs":10, "txmsg_bytes":1000, "rxmsgs":20, "rxmsg_bytes":2000}
            """
        let statistics = try #require(ClientStatistics(json: json))
        #expect(statistics.client == "algotraded.data.one")
        #expect(statistics.type == "consumer")
        #expect(statistics.queued == 7)
        #expect(statistics.messagesSent == 10)
        #expect(statistics.bytesSent == 1000)
        #expect(statistics.messagesReceived == 20)
        #expect(statistics.bytesReceived == 2000)
    }

    @Test(arguments: ["", "{}", #"{"client_id":"x","type":"producer"}"#])
    func `what is no statistics is none`(_ json: String) {
        #expect(ClientStatistics(json: json) == nil)
    }
}
