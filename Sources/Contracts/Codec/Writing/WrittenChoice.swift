/// An enumeration whose quoted raw values are at hand when records are written.
protocol WrittenChoice: WireChoice {
    /// Place in ``WireText/all``; cases follow each other in the order of ``allCases``.
    var text: Int { get }
}

extension WireText {
    static func appendChoices(_ all: inout [WireText]) {
        append(BarDuration.self, &all)
        append(AssetClass.self, &all)
        append(DataSource.self, &all)
        append(TickKind.self, &all)
        append(Direction.self, &all)
        append(OrderType.self, &all)
        append(TimeInForce.self, &all)
        append(Urgency.self, &all)
        append(StrategyID.self, &all)
        append(Regime.self, &all)
        append(OrderStatus.self, &all)
        append(BarSize.self, &all)
    }

    private static func append<Choice: WrittenChoice>(
        _ type: Choice.Type, _ all: inout [WireText]
    ) {
        for choice in type.allCases {
            precondition(choice.text == all.count)
            all.append(WireText("\"\(choice.rawValue)\""))
        }
    }
}

extension RecordWriter {
    @inline(__always)
    mutating func write<Choice: WrittenChoice>(
        _ field: Field, _ value: Choice, _ room: inout MutableSpan<UInt8>
    ) {
        key(field, &room)
        text(value.text, &room)
    }
}

extension BarDuration: WrittenChoice {
    var text: Int {
        switch self {
        case .minute1: 115
        case .minute5: 116
        case .minute15: 117
        case .minute30: 118
        case .hour1: 119
        case .hour4: 120
        case .day1: 121
        }
    }
}

extension AssetClass: WrittenChoice {
    var text: Int {
        switch self {
        case .equity: 122
        case .future: 123
        case .forex: 124
        case .crypto: 125
        case .bond: 126
        }
    }
}

extension DataSource: WrittenChoice {
    var text: Int {
        switch self {
        case .ibkrRealtime: 127
        case .ibkrHistorical: 128
        case .cache: 129
        case .synthetic: 130
        }
    }
}

extension TickKind: WrittenChoice {
    var text: Int {
        switch self {
        case .quote: 131
        case .trade: 132
        }
    }
}

extension Direction: WrittenChoice {
    var text: Int {
        switch self {
        case .buy: 133
        case .sell: 134
        }
    }
}

extension OrderType: WrittenChoice {
    var text: Int {
        switch self {
        case .market: 135
        case .limit: 136
        case .stop: 137
        case .stopLimit: 138
        case .adaptive: 139
        }
    }
}

extension TimeInForce: WrittenChoice {
    var text: Int {
        switch self {
        case .day: 140
        case .goodTillCanceled: 141
        case .immediateOrCancel: 142
        case .fillOrKill: 143
        }
    }
}

extension Urgency: WrittenChoice {
    var text: Int {
        switch self {
        case .low: 144
        case .normal: 145
        case .high: 146
        case .urgent: 147
        }
    }
}

extension StrategyID: WrittenChoice {
    var text: Int {
        switch self {
        case .ofi: 148
        case .ern: 149
        case .vrp: 150
        case .pos: 151
        case .tsx: 152
        case .sif: 153
        case .composite: 154
        }
    }
}

extension Regime: WrittenChoice {
    var text: Int {
        switch self {
        case .calm: 155
        case .normal: 156
        case .storm: 157
        }
    }
}

extension OrderStatus: WrittenChoice {
    var text: Int {
        switch self {
        case .submitted: 158
        case .acknowledged: 159
        case .partialFill: 160
        case .filled: 161
        case .canceled: 162
        case .rejected: 163
        case .timeout: 164
        case .error: 165
        }
    }
}

extension BarSize: WrittenChoice {
    var text: Int {
        switch self {
        case .secs1: 166
        case .secs5: 167
        case .secs10: 168
        case .secs15: 169
        case .secs30: 170
        case .min1: 171
        case .mins2: 172
        case .mins3: 173
        case .mins5: 174
        case .mins10: 175
        case .mins15: 176
        case .mins20: 177
        case .mins30: 178
        case .hour1: 179
        case .hours2: 180
        case .hours3: 181
        case .hours4: 182
        case .hours8: 183
        case .day1: 184
        case .week1: 185
        case .month1: 186
        }
    }
}
