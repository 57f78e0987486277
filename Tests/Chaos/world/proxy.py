"""TCP proxies between clients and brokers, and the faults of a network.

Every client (a daemon, the feed, the witness) has a proxy of its own with a port for each broker,
so that a fault strikes one of them. Answers that name brokers name the proxy's ports instead.
"""

import asyncio
import contextlib
import socket
import struct
import threading

from world import wire

FRAME_MAX = 1_000_000_000


class Network:
    """The event loop of all proxies, on a thread of its own."""

    def __init__(self):
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()

    def call(self, work):
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(60)

    def close(self):
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(5)


class Proxy:
    """A client's way to the brokers.

    `raw_log` is given for a broker that tells aborted transactions that are long over; see
    `world.broker.NoidaBroker`.
    """

    def __init__(self, network, name, brokers, raw_log=None):
        self.network, self.name, self.raw_log = network, name, raw_log
        self.links = set()
        self.is_refusing = self.is_swallowing = self.is_deaf = self.tears = False
        self.delay = 0.0
        self.moves = {}
        self.servers = []
        for host, port in brokers:
            server = network.call(self._listen(host, port))
            self.servers.append(server)
            self.moves[host, port] = server.sockets[0].getsockname()[:2]

    @property
    def address(self):
        host, port = next(iter(self.moves.values()))
        return f"{host}:{port}"

    def cut(self):
        """Resets every connection."""
        self.network.call(self._cut())

    def refuse(self, on):
        """Resets every connection and takes no new ones, as from a host without a broker."""
        self.is_refusing = on
        if on:
            self.cut()

    def swallow(self, on):
        """Half open: connections stand, nothing gets through; in the end they are reset."""
        self.is_swallowing = on
        if not on:
            self.cut()

    def deafen(self, on):
        """Requests reach the brokers, their answers are lost; in the end connections reset."""
        self.is_deaf = on
        if not on:
            self.cut()

    def tear(self):
        """The next request is sent by half, then its connection is reset."""
        self.tears = True

    def close(self):
        self.network.call(self._close())

    async def _close(self):
        for server in self.servers:
            server.close()
        await self._cut()

    async def _cut(self):
        for link in list(self.links):
            link.reset()

    async def _listen(self, host, port):
        async def serve(reader, writer):
            await self._serve(reader, writer, host, port)

        return await asyncio.start_server(serve, "127.0.0.1", 0, limit=1 << 20)

    async def _serve(self, reader, writer, host, port):
        link = Link(self, reader, writer)
        if self.is_refusing:
            return link.reset()
        self.links.add(link)
        try:
            await link.run(host, port)
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError, ValueError):
            pass
        finally:
            self.links.discard(link)
            link.reset()


class Link:
    """One connection of a client and the one that goes on from here to the broker."""

    def __init__(self, proxy, reader, writer):
        self.proxy, self.reader, self.writer = proxy, reader, writer
        self.upstream = None
        self.asked = {}

    async def run(self, host, port):
        back, self.upstream = await asyncio.open_connection(host, port, limit=1 << 20)
        for writer in (self.writer, self.upstream):
            option = writer.get_extra_info("socket")
            option.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        pumps = [
            asyncio.ensure_future(self._requests()),
            asyncio.ensure_future(self._answers(back)),
        ]
        try:
            await asyncio.wait(pumps, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for pump in pumps:
                pump.cancel()
                with contextlib.suppress(
                    OSError, asyncio.IncompleteReadError, asyncio.CancelledError, ValueError
                ):
                    await pump

    def reset(self):
        """Ends both connections with a reset, not with an orderly close."""
        for writer in (self.writer, self.upstream):
            if writer is None or writer.transport.is_closing():
                continue
            option = writer.get_extra_info("socket")
            with contextlib.suppress(OSError):
                option.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            writer.transport.abort()

    async def _requests(self):
        proxy = self.proxy
        while True:
            frame = await read_frame(self.reader)
            if proxy.is_swallowing:
                continue
            if proxy.tears:
                proxy.tears = False
                self.upstream.write(pack_frame(frame)[: 4 + len(frame) // 2])
                await self.upstream.drain()
                return
            key, version, correlation = wire.request_head(frame)
            offsets = None
            if key == wire.FETCH and proxy.raw_log and version <= wire.FETCH_MAX:
                offsets = wire.fetch_offsets(frame)
            self.asked[correlation] = key, version, offsets
            if proxy.delay:
                await asyncio.sleep(proxy.delay)
            self.upstream.write(pack_frame(frame))
            await self.upstream.drain()

    async def _answers(self, back):
        proxy = self.proxy
        while True:
            frame = await read_frame(back)
            if proxy.is_swallowing or proxy.is_deaf:
                continue
            (correlation,) = struct.unpack_from(">i", frame, 0)
            key, version, offsets = self.asked.pop(correlation, (None, 0, None))
            if key in wire.NAMES_BROKERS:
                frame = wire.move_brokers(frame, proxy.moves)
            elif key == wire.API_VERSIONS and proxy.raw_log:
                frame = wire.cap_fetch(frame, version)
            elif offsets:
                frame = await self._mend(frame, version, offsets)
            if proxy.delay:
                await asyncio.sleep(proxy.delay)
            self.writer.write(pack_frame(frame))
            await self.writer.drain()

    async def _mend(self, frame, version, offsets):
        """Without the aborted transactions that ended before the place that was asked for."""
        listed = []
        wire.keep_aborted(frame, version, lambda *one: listed.append(one))
        if not listed:
            return frame
        log = self.proxy.raw_log
        wanted = await asyncio.to_thread(
            lambda: {one for one in listed if log.is_open_at(*one, offsets[one[:2]])}
        )
        return wire.keep_aborted(frame, version, lambda *one: one in wanted)


async def read_frame(reader):
    (size,) = struct.unpack(">i", await reader.readexactly(4))
    if not 0 <= size <= FRAME_MAX:
        raise ValueError("no frame of Kafka's")
    return await reader.readexactly(size)


def pack_frame(frame):
    return struct.pack(">i", len(frame)) + frame
