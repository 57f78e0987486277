internal import CRDKafka

/// Hears of a consumer's fetches. What it does is done on the thread of the one broker connection
/// that the fetch is on; the group's heartbeats have a connection of their own.
protocol FetchObserver: AnyObject, Sendable {
    func fetchSent(to broker: Int32)
    /// - Parameter roundTrip: microseconds.
    func fetchAnswered(by broker: Int32, after roundTrip: Int64)
}

/// A consumer's observer, as the client's threads call it. Whoever destroys the client keeps it
/// until they have ended, which is later than librdkafka's `on_destroy`.
final class FetchCalls: Sendable {
    private static let fetchApi: Int16 = 1

    private let observer: any FetchObserver

    init(_ observer: any FetchObserver) {
        self.observer = observer
    }

    /// Makes the client that comes of `conf` tell of its fetches.
    func install(in conf: OpaquePointer?) {
        unsafe rd_kafka_conf_interceptor_add_on_new(
            conf, "fetches",
            { client, _, opaque, _, _ in
                unsafe rd_kafka_interceptor_add_on_request_sent(
                    client, "fetches",
                    { _, _, _, broker, api, _, _, _, opaque in
                        guard api == FetchCalls.fetchApi else { return RD_KAFKA_RESP_ERR_NO_ERROR }
                        unsafe FetchCalls.from(opaque).observer.fetchSent(to: broker)
                        return RD_KAFKA_RESP_ERR_NO_ERROR
                    }, opaque)
                return unsafe rd_kafka_interceptor_add_on_response_received(
                    client, "fetches",
                    { _, _, _, broker, api, _, _, _, roundTrip, error, opaque in
                        guard api == FetchCalls.fetchApi, error.isNone else {
                            return RD_KAFKA_RESP_ERR_NO_ERROR
                        }
                        unsafe FetchCalls.from(opaque).observer.fetchAnswered(
                            by: broker, after: roundTrip)
                        return RD_KAFKA_RESP_ERR_NO_ERROR
                    }, opaque)
            }, unsafe Unmanaged.passUnretained(self).toOpaque())
    }

    private static func from(_ opaque: UnsafeMutableRawPointer?) -> FetchCalls {
        unsafe Unmanaged<FetchCalls>.fromOpaque(opaque!).takeUnretainedValue()
    }
}
