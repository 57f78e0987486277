/// The structured fields of log records, by the names they have in the journal. JSON lines and
/// text show them in lower case.
enum LogField: String, CaseIterable, Sendable {
    case plane = "PLANE"
    case event = "EVENT"
    case topic = "TOPIC"
    case partition = "PARTITION"
    case offset = "OFFSET"
    case symbol = "SYMBOL"
    case intentID = "INTENT_ID"
    case orderID = "ORDER_ID"
    case fault = "FAULT"

    /// Written as a number in JSON.
    var isNumber: Bool { self == .partition || self == .offset }
}
