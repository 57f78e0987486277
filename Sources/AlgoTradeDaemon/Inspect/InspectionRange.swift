import Contracts

/// The time that is looked at, half open.
struct InspectionRange: Equatable, Sendable {
    var from = Timestamp(nanoseconds: .min)
    var until = Timestamp(nanoseconds: .max)

    func contains(_ time: Timestamp) -> Bool { from <= time && time < until }

    /// A window belongs to it when it ends after the start and not after the end.
    func containsWindow(endingAt time: Timestamp) -> Bool { from < time && time <= until }
}
