extension DataPlaneConfiguration {
    /// What `feeds` and `replay` ask for.
    var replayPlan: ReplayPlan {
        var plan = ReplayPlan(files: feeds)
        plan.speed = ReplayPlan.Speed(replay.speed) ?? .max
        plan.shift = ReplayPlan.Shift(replay.shift) ?? .none
        plan.loops = replay.loops
        plan.skipsInvalid = replay.skipInvalid
        return plan
    }
}
