internal import CZlib

/// Compresses into one gzip member (RFC 1952) at a time.
@safe public struct Deflater: ~Copyable {
    /// On the heap, since zlib's state points back to it: a `z_stream` must not move.
    private let stream: UnsafeMutablePointer<z_stream>
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)

    /// - Parameter level: 1, quick, to 9, small.
    /// - Throws: ``GzipFault/noMemory``
    public init(level: Int = 6) throws(GzipFault) {
        precondition(1...9 ~= level)
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        // "Add 16 to windowBits to write a simple gzip header"; 8 is the usual memory level.
        let code = unsafe deflateInit2_(
            stream, Int32(level), Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        guard code == Z_OK else {
            unsafe stream.deallocate()
            throw .noMemory
        }
    }

    deinit {
        unsafe deflateEnd(stream)
        unsafe stream.deallocate()
    }

    /// Appends the bytes as a whole gzip member: what came before it can be read without it.
    public mutating func member(_ bytes: [UInt8], to output: inout [UInt8]) {
        unsafe deflateReset(stream)
        var code = Z_OK
        unsafe bytes.withUnsafeBufferPointer { source in
            // zlib does not write to its input, but says so only where ZLIB_CONST is set.
            unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
            unsafe stream.pointee.avail_in = UInt32(source.count)
            while code == Z_OK {
                let count = unsafe buffer.withUnsafeMutableBufferPointer { target in
                    unsafe stream.pointee.next_out = target.baseAddress
                    unsafe stream.pointee.avail_out = UInt32(target.count)
                    code = unsafe deflate(stream, Z_FINISH)
                    return target.count - Int(unsafe stream.pointee.avail_out)
                }
                output.append(contentsOf: buffer[..<count])
            }
        }
        precondition(code == Z_STREAM_END, "zlib took no more input: \(code)")
    }
}
