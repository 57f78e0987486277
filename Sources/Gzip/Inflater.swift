internal import CZlib

/// Decompresses gzip (RFC 1952), one member after the other, checking lengths and CRCs.
@safe public struct Inflater: ~Copyable {
    /// What one call did.
    public struct Step: Equatable, Sendable {
        /// Bytes taken from the input.
        public var consumed: Int
        /// Bytes put into the output.
        public var produced: Int
        /// A member has ended, its length and CRC are right; the next bytes begin another.
        public var isMemberEnd: Bool
    }

    /// Whether the bytes begin like gzip data: its magic number and the one method there is.
    public static func recognises(_ bytes: Span<UInt8>) -> Bool {
        bytes.count >= 3 && bytes[0] == 0x1F && bytes[1] == 0x8B && bytes[2] == 8
    }

    /// On the heap, since zlib's state points back to it: a `z_stream` must not move.
    private let stream: UnsafeMutablePointer<z_stream>
    /// A member has ended and the next has not begun.
    private var isBetween = true

    /// - Throws: ``GzipFault/noMemory``
    public init() throws(GzipFault) {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        // "Add 16 to windowBits to decode only the gzip format": 15 is the largest window.
        let code = unsafe inflateInit2_(
            stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard code == Z_OK else {
            unsafe stream.deallocate()
            throw .noMemory
        }
    }

    deinit {
        unsafe inflateEnd(stream)
        unsafe stream.deallocate()
    }

    /// Whether the input may end here: no member is under way.
    public var isComplete: Bool { isBetween }

    /// Decompresses from `places` of the input to `room` of the output, neither of them empty.
    ///
    /// - Throws: ``GzipFault`` when the data are not gzip, or damaged.
    public mutating func step(
        _ input: [UInt8], _ places: Range<Int>, into output: inout [UInt8], _ room: Range<Int>
    ) throws(GzipFault) -> Step {
        precondition(!places.isEmpty && places.upperBound <= input.count)
        precondition(!room.isEmpty && room.upperBound <= output.count)
        if isBetween {
            unsafe inflateReset(stream)
            isBetween = false
        }
        let code = unsafe input.withUnsafeBufferPointer { source in
            unsafe output.withUnsafeMutableBufferPointer { target in
                // zlib does not write to its input, but says so only where ZLIB_CONST is set.
                unsafe stream.pointee.next_in = UnsafeMutablePointer(
                    mutating: source.baseAddress! + places.lowerBound)
                unsafe stream.pointee.avail_in = UInt32(places.count)
                unsafe stream.pointee.next_out = target.baseAddress! + room.lowerBound
                unsafe stream.pointee.avail_out = UInt32(room.count)
                return unsafe inflate(stream, Z_NO_FLUSH)
            }
        }
        let left = unsafe (stream.pointee.avail_in, stream.pointee.avail_out)
        // "Z_BUF_ERROR is not fatal": there was nothing that could be done yet.
        guard code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR else {
            throw fault(code)
        }
        isBetween = code == Z_STREAM_END
        return Step(
            consumed: places.count - Int(left.0), produced: room.count - Int(left.1),
            isMemberEnd: isBetween)
    }

    private func fault(_ code: Int32) -> GzipFault {
        if code == Z_MEM_ERROR { return .noMemory }
        guard let text = unsafe stream.pointee.msg else { return .corrupt("zlib says \(code)") }
        return unsafe .corrupt(String(cString: text))
    }
}
