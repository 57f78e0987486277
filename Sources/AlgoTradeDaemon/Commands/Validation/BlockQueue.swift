import Contracts
import Synchronization

/// Hands out the blocks of several files, one after the other, to any number of workers.
///
/// A worker reads its block itself while the others wait for their turn: the file is read in
/// order, and at most one block per worker is in memory.
final class BlockQueue: Sendable {
    private struct State: ~Copyable {
        var paths: ArraySlice<String>
        var file: FileBlocks?
        var handedOut = 0
        var bytes = 0
    }

    private let blockBytes: Int
    private let isWhole: Bool
    private let state: Mutex<State>

    init(_ paths: [String], whole: Bool, blockBytes: Int) {
        isWhole = whole
        self.blockBytes = blockBytes
        state = Mutex(State(paths: paths[...]))
    }

    /// Bytes handed out.
    var bytes: Int { state.withLock { $0.bytes } }

    /// Reads the next block to the buffer's beginning; nil when there is none any more.
    func next(_ buffer: inout [UInt8]) -> RecordBlock? {
        state.withLock { state in
            while true {
                guard var block = take(&state, &buffer) else {
                    if state.paths.isEmpty, state.file == nil { return nil }
                    continue
                }
                block.number = state.handedOut
                state.handedOut += 1
                state.bytes += block.end
                return block
            }
        }
    }

    /// Gives up what is not handed out yet.
    func close() {
        state.withLock { state in
            state.paths = []
            state.file = nil
        }
    }

    /// The open file's next block; otherwise opens the next file.
    private func take(_ state: inout State, _ buffer: inout [UInt8]) -> RecordBlock? {
        if state.file != nil {
            let block = isWhole ? state.file?.nextWhole(&buffer) : state.file?.nextLines(&buffer)
            if block == nil { state.file = nil }
            return block ?? nil
        }
        guard let path = state.paths.popFirst() else { return nil }
        do {
            state.file = try FileBlocks(path, blockBytes: blockBytes)
            return nil
        } catch {
            return RecordBlock(file: path, isWhole: isWhole, fault: error)
        }
    }
}
