import Contracts

/// Brings the results of the blocks into the order of the blocks, writes them and adds up their
/// tallies. What is written is what one worker alone would write.
///
/// Whoever is too far ahead waits here, so that little text waits for what comes before it.
actor ValidationResults {
    private let output: ValidationOutput
    /// So many blocks ahead of the one to be written next a part may be handed in early.
    private let window: Int

    private(set) var total = ValidationTally()
    /// False when a file could not be read to its end.
    private(set) var isComplete = true

    /// The block whose results are written next.
    private var next = 0
    private var early: [Int: ValidationPart] = [:]
    private var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
    private var failure: OutputFault?
    private var progress = ProgressLine()

    init(_ output: ValidationOutput, workers: Int) {
        self.output = output
        window = 2 * workers
    }

    /// Takes a judged block; at once unless it is too far ahead.
    ///
    /// - Returns: what the tally of a later block should begin with.
    /// - Throws: ``OutputFault`` when results cannot be written; no block is needed any more.
    func hand(_ part: ValidationPart) async throws(OutputFault) -> ValidationTally {
        if part.block.number - next >= window { await reach(part.block.number) }
        if let failure { throw failure }
        early[part.block.number] = part
        while let part = early.removeValue(forKey: next) {
            try settle(part)
            next += 1
        }
        waiting.removeValue(forKey: next)?.resume()
        return total.beginning
    }

    /// Waits until everything before the block is written.
    ///
    /// - Returns: the tally of all records before the block.
    /// - Throws: ``OutputFault``
    func turn(of number: Int) async throws(OutputFault) -> ValidationTally {
        await reach(number)
        if let failure { throw failure }
        return total
    }

    /// Writes results of the block whose turn it is before they are complete.
    ///
    /// - Throws: ``OutputFault``
    func write(_ bytes: [UInt8]) throws(OutputFault) {
        guard !bytes.isEmpty else { return }
        if Terminal.isShared { progress.clear() }
        do {
            try output.write(bytes)
        } catch {
            failure = error
            for continuation in waiting.values { continuation.resume() }
            waiting.removeAll()
            throw error
        }
    }

    /// All blocks are handed in; makes room for a summary.
    func finish() { progress.clear() }

    private func settle(_ part: ValidationPart) throws(OutputFault) {
        try write(part.text.bytes)
        if part.isTotal {
            total = part.tally
        } else {
            total.merge(part.tally)
        }
        let block = part.block
        if let fault = block.fault {
            progress.clear()
            output.complain("\(fault)")
            isComplete = false
        } else {
            progress.show(
                block.file, records: total.records, bytes: block.bytesRead, of: block.fileBytes)
        }
    }

    private func reach(_ number: Int) async {
        guard number != next, failure == nil else { return }
        await withCheckedContinuation { waiting[number] = $0 }
    }
}
