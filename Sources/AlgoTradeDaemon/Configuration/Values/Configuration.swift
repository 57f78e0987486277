/// The daemon's configuration. The initial values of its fields are the defaults; what each
/// field means, and its range, is declared once in `Keys`.
struct Configuration: Sendable {
    var kafka = KafkaConfiguration()
    var topics = TopicsConfiguration()
    var daemon = DaemonConfiguration()
    var supervision = SupervisionConfiguration()
    var dataPlane = DataPlaneConfiguration()
    var strategyPlane = StrategyPlaneConfiguration()
    var orderPlane = OrderPlaneConfiguration()

    /// What must not be printed, beyond the keys declared secret.
    var redaction = Redaction()
}

extension Configuration: CustomStringConvertible, CustomReflectable {
    /// The effective values as YAML, secrets redacted.
    var description: String { effective() }

    /// Without children: a dump must not show what `description` hides.
    var customMirror: Mirror { Mirror(self, children: [:]) }
}
