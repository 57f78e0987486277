import Testing

@testable import AlgoTradeDaemon

@Suite struct EventNameTests {
    @Test func `MESSAGE_IDs stay what they were`() {
        let pinned = """
            047f63dc43c58f70ae419a662fa77a9c leader_moved
            05e31f1a98ff84efab5483e1a152c180 topic_missing
            1840eaf6768b80b2b42e937b9e626432 coordinator_lost
            20aa01915ead8046bac89d55339525fe clock_skew
            4c65d2e12d4c804a806fc536cebec06e throttled
            74d36e6a54968e85ad4afb08dc57bca8 writes_delayed
            8e4850fc0640847a85595eccd0397897 access_denied
            91e19594cff58ef49a1ec81a526a3d98 offsets_unsettled
            9851d39bb41382f1b24902481d352dee topic_denied
            a3110d04a69b86c59d676a6c495cf9a2 broker_down
            a55f4ae8718b8a4ab940847d173cbf1b transaction_denied
            b47d52f1098d8f379bc3396b5ee5c575 record_too_large
            bd063f08685a8c3dbf5dd943b5bc3ac3 broker_connected
            0ac5bb25904889ed971f1288c29249bf broker_lost
            a895d1dd253c8e8ca3dbe31212d07788 client_error
            0bd4d5cf4090826bb9bfb8a57c01359d config_reloaded
            8ee9ca24d16e84659c67f0b0ffbdb801 config_warning
            176191c799268146b599906901598640 dead_letter
            39a95e73ddda8d4897ac1c48a200f386 embedded_broker
            744b46ecc57b8a17a03e7c12e7e35324 feed_finished
            4a46497b1a8c822c898a9b976cacdc54 fenced
            49b69a235212871d84f3e8a0ba6d269c group_joined
            d011e24b3d1081909665c3fe3578c08b group_denied
            0c692c54a01e836db533dc9bf09e6317 halted
            da2a73a344048fdcbcd4c03add495807 history_read
            e5c8e82f91f9819f922490e29484f21d no_progress
            bd236be1085b8bc1aeffac24ac9b1b36 log_dropped
            2c2cc2c612c8852196e09b81673bfb5c note
            7fb68ce75132896c9f7a450fbe0bd5c8 offset_reset
            c78019830be78f8db6458e94d6587160 order_alarm
            0613a1ab605680bfa89edaf99decbdbb order_rejected
            a08f73656ab586438d2e76f9291601aa order_report
            fd9a1953f1628c6084b05c2fe8605a44 partitions_assigned
            f3f6726573e285d88f780b19a25f86c9 partitions_revoked
            48e9008da4e781afab6a9875d73846ed plane_escalated
            82667e0b71c487e481409468b912efd3 plane_failed
            8a28553d71f38f6db5589649b773e563 plane_restarting
            00fbd9c8d4808ce3a7d3953d7b70a4a4 plane_started
            cc2f22f360358dc5985ace566b32bae0 poison_record
            a884edda325e809e8b03013bd26d15bc ready
            d8b5f1fee2fe89678bc828afff94a708 resumed
            c1937d6a700180c2ae998aa7b5b4f76d shutdown_timeout
            5364a60ee7d88d6096d690837141e011 signal
            313ee8b77af685989c114f6c89541dcd starting
            ba76eba8a70d810592d33c13a4043cfb statistics
            4f132c98c2ef8d34afcf608c5dd551df stopped
            14aa862c098280bf8bc7e48ba5ecb7be stopping
            61ae9e52ebcb82de8c85d889937cc0d6 topic_created
            a965ffcf705d8c43a34d843cb1090b5d topic_drift
            42d46b06addc81de934cbed2e7e70e45 transaction_aborted
            8e88d5ea94898c609026cdbc9e606298 state_discarded
            """
        let table = EventName.allCases.map { "\($0.messageID) \($0.rawValue)" }.sorted()
        #expect(table == pinned.split(separator: "\n").map(String.init).sorted())
    }

    @Test func `No two events share a MESSAGE_ID`() {
        #expect(Set(EventName.allCases.map(\.messageID)).count == EventName.allCases.count)
    }

    @Test(arguments: EventName.allCases)
    func `Names are snake case, identifiers 32 hexadecimal digits`(event: EventName) {
        #expect(event.rawValue.wholeMatch(of: /[a-z]+(_[a-z]+)*/) != nil)
        #expect(event.messageID.wholeMatch(of: /[0-9a-f]{32}/) != nil)
    }
}
