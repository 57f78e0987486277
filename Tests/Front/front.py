"""A front for a broker that speaks neither TLS nor SASL: it does, and passes on what follows.

usage: front.py FOLDER < listeners.json

Makes certificates in FOLDER (with the openssl command), opens the listeners and writes one line of
JSON, {name: port}. A line "refuse" breaks connections off and refuses logins until "admit". Ends
with its standard input.

A listener: {"name", "certificate"?, "clients"?, "sasl"?: [mechanisms], "upstream"?: port}. With
"certificate" (a name below FOLDER) it speaks TLS; with "clients" it demands a certificate of that
authority; without "upstream" it ends where a login would be over. The one user is in USER.
"""

import base64
import hashlib
import hmac
import json
import os
import secrets
import select
import socket
import ssl
import struct
import subprocess
import sys
import threading

USER = ("trader", "correct horse")
AUTHORITIES = ["ca", "stranger"]
# name: (authority, subject alternative names, first and last day or none)
CERTIFICATES = {
    "broker": ("ca", "DNS:localhost,IP:127.0.0.1", None),
    "elsewhere": ("ca", "DNS:broker.example,IP:192.0.2.7", None),
    "expired": ("ca", "DNS:localhost", ("200101000000Z", "200102000000Z")),
    "future": ("ca", "DNS:localhost", ("400101000000Z", "410102000000Z")),
    "client": ("ca", "", None),
    "intruder": ("stranger", "", None),
}
API_VERSIONS, SASL_HANDSHAKE, SASL_AUTHENTICATE, METADATA, FIND_COORDINATOR = 18, 17, 36, 3, 10
ILLEGAL_SASL_STATE, UNSUPPORTED_MECHANISM, AUTHENTICATION_FAILED = 34, 33, 58


def openssl(folder, *arguments):
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)


def make_certificates(folder):
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
    for name in AUTHORITIES:
        openssl(folder, "req", "-x509", *key, "-keyout", f"{name}.key", "-out", f"{name}.pem",
                "-subj", f"/CN={name} of the tests", "-days", "30")
        for file, text in ((f"{name}.db", ""), (f"{name}.serial", "1000")):
            with open(os.path.join(folder, file), "w") as out:
                out.write(text)
        with open(os.path.join(folder, f"{name}.cnf"), "w") as out:
            out.write(f"[ca]\ndefault_ca=d\n[d]\ndatabase={name}.db\nserial={name}.serial\n"
                      f"new_certs_dir=.\ncertificate={name}.pem\nprivate_key={name}.key\n"
                      "default_md=sha256\npolicy=p\nunique_subject=no\n[p]\n"
                      "commonName=supplied\n")
    for name, (authority, names, days) in CERTIFICATES.items():
        openssl(folder, "req", *key, "-keyout", f"{name}.key", "-out", f"{name}.csr",
                "-subj", f"/CN={name}")
        with open(os.path.join(folder, f"{name}.ext"), "w") as out:
            out.write(f"subjectAltName={names}\n" if names else "basicConstraints=CA:FALSE\n")
        when = ["-startdate", days[0], "-enddate", days[1]] if days else ["-days", "30"]
        openssl(folder, "ca", "-batch", "-notext", "-config", f"{authority}.cnf", *when,
                "-extfile", f"{name}.ext", "-in", f"{name}.csr", "-out", f"{name}.pem")
    openssl(folder, "ec", "-in", "client.key", "-aes128", "-passout", "pass:open sesame",
            "-out", "client-locked.key")


def receive(connection):
    """A frame without its size; nothing at the end, and for a size that brokers refuse too."""
    data, wanted = b"", 4
    while len(data) < wanted:
        chunk = connection.recv(min(1 << 16, wanted - len(data)))
        if not chunk:
            return b""
        data += chunk
        if len(data) == 4 == wanted:
            wanted += struct.unpack(">i", data)[0]
            if not 4 < wanted < 100 << 20:
                return b""
    return data[4:]


def send(connection, frame):
    connection.sendall(struct.pack(">i", len(frame)) + frame)


def text(value):
    return struct.pack(">h", len(value)) + value.encode()


def api_versions(frame):
    """Adds SaslHandshake and SaslAuthenticate to a broker's answer, of version 0 or 3."""
    correlation, rest = frame[:4], frame[4:]
    if struct.unpack(">h", rest[:2])[0]:
        return frame
    added = [(SASL_HANDSHAKE, 0, 1), (SASL_AUTHENTICATE, 0, 1)]
    count = struct.unpack(">i", rest[2:6])[0]
    if 0 < count < 200 and len(rest) >= 6 + 6 * count:
        entries = b"".join(struct.pack(">hhh", *entry) for entry in added)
        return correlation + rest[:2] + struct.pack(">i", count + 2) + entries + rest[6:]
    entries = b"".join(struct.pack(">hhhB", *entry, 0) for entry in added)
    return correlation + rest[:2] + bytes([rest[2] + 2]) + entries + rest[3:]


def own_api_versions(correlation, version):
    keys = [(SASL_HANDSHAKE, 0, 1), (API_VERSIONS, 0, 3), (SASL_AUTHENTICATE, 0, 1),
            (METADATA, 0, 9)]
    if version >= 3:
        entries = b"".join(struct.pack(">hhhB", *key, 0) for key in keys)
        return correlation + b"\0\0" + bytes([len(keys) + 1]) + entries + b"\0\0\0\0\0"
    entries = b"".join(struct.pack(">hhh", *key) for key in keys)
    return correlation + b"\0\0" + struct.pack(">i", len(keys)) + entries + b"\0\0\0\0"


class Login:
    """The broker's side of PLAIN and SCRAM (RFC 5802)."""

    refuses = False

    def __init__(self, mechanism):
        self.mechanism = mechanism
        self.is_done = False
        self.first = None

    def answer(self, message):
        """The next message, or nothing when the login is refused."""
        if Login.refuses:
            return None
        if self.mechanism == "PLAIN":
            self.is_done = message.decode().split("\0")[1:] == list(USER)
            return b"" if self.is_done else None
        hashes = self.mechanism[6:].replace("-", "").lower()
        if self.first is None:
            bare = message.decode().split(",", 2)[2]
            fields = dict(field.split("=", 1) for field in bare.split(","))
            self.name, self.salt = fields["n"], secrets.token_bytes(16)
            nonce = fields["r"] + secrets.token_hex(8)
            salt = base64.b64encode(self.salt).decode()
            self.first, self.server = bare, f"r={nonce},s={salt},i=4096"
            return self.server.encode()
        final, proof = message.decode().rsplit(",p=", 1)
        salted = hashlib.pbkdf2_hmac(hashes, USER[1].encode(), self.salt, 4096)
        signed = ",".join([self.first, self.server, final]).encode()
        client_key = hmac.digest(salted, b"Client Key", hashes)
        stored = hashlib.new(hashes, client_key).digest()
        signature = hmac.digest(stored, signed, hashes)
        wanted = bytes(a ^ b for a, b in zip(client_key, signature))
        if self.name != USER[0] or base64.b64decode(proof) != wanted:
            return None
        self.is_done = True
        server_key = hmac.digest(salted, b"Server Key", hashes)
        verifier = base64.b64encode(hmac.digest(server_key, signed, hashes)).decode()
        return f"v={verifier}".encode()


class Session:
    """One connection."""

    all = set()

    def __init__(self, listener, connection):
        Session.all.add(self)
        self.listener, self.client = listener, connection
        self.mechanisms = listener.get("sasl", [])
        self.login = None
        self.upstream = None
        self.asked = {}
        if "upstream" in listener:
            self.upstream = socket.create_connection(("127.0.0.1", listener["upstream"]))
            self.upstream.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def run(self):
        """In one thread: an SSL connection must not be read and written at the same time."""
        doors = [door for door in (self.client, self.upstream) if door]
        while True:
            is_pending = hasattr(self.client, "pending") and self.client.pending()
            ready = [self.client] if is_pending else select.select(doors, [], [])[0]
            if self.client in ready and not self.pass_on():
                return
            if self.upstream in ready and not self.pass_back():
                return

    def pass_on(self):
        if frame := receive(self.client):
            api, version, _, size = struct.unpack(">hhih", frame[:10])
            correlation, body = frame[4:8], frame[10 + max(0, size):]
            is_known = not self.mechanisms or self.login and self.login.is_done
            if api == API_VERSIONS and not self.upstream:
                send(self.client, own_api_versions(correlation, version))
            elif api == SASL_HANDSHAKE:
                self.shake(correlation, body[2:].decode())
            elif api == SASL_AUTHENTICATE:
                return self.authenticate(correlation, version, body[4:])
            elif self.upstream and (is_known or api == API_VERSIONS):
                self.asked[correlation] = api
                send(self.upstream, frame)
            else:
                return False
        return bool(frame)

    def shake(self, correlation, mechanism):
        error = 0
        if not self.mechanisms:
            error = ILLEGAL_SASL_STATE
        elif mechanism not in self.mechanisms:
            error = UNSUPPORTED_MECHANISM
        self.login = Login(mechanism)
        send(self.client, correlation + struct.pack(">hi", error, len(self.mechanisms))
             + b"".join(text(name) for name in self.mechanisms))

    def authenticate(self, correlation, version, message):
        answer = self.login.answer(message)
        lifetime = b"\0" * 8 if version >= 1 else b""
        if answer is None:
            why = ("Authentication failed during authentication due to invalid credentials with "
                   f"SASL mechanism {self.login.mechanism}")
            send(self.client, correlation + struct.pack(">h", AUTHENTICATION_FAILED) + text(why)
                 + struct.pack(">i", 0) + lifetime)
            return False
        send(self.client, correlation + struct.pack(">hhi", 0, -1, len(answer)) + answer
             + lifetime)
        return True

    def pass_back(self):
        here = b"127.0.0.1" + struct.pack(">i", self.listener["upstream"])
        there = b"localhost" + struct.pack(">i", self.listener["port"])
        if frame := receive(self.upstream):
            api = self.asked.pop(frame[:4], None)
            if api == API_VERSIONS:
                frame = api_versions(frame)
            elif api in (METADATA, FIND_COORDINATOR):
                # Both names have nine letters: sizes stay what they are.
                frame = frame.replace(here, there)
            send(self.client, frame)
        return bool(frame)

    def close(self):
        for connection in (self.client, self.upstream):
            if connection:
                try:
                    connection.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass


def serve(listener, connection, context):
    session = None
    try:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if context:
            connection = context.wrap_socket(connection, server_side=True)
        session = Session(listener, connection)
        session.run()
    except (OSError, ValueError, IndexError, struct.error):
        pass
    if session:
        Session.all.discard(session)
        session.close()
    connection.close()


def listen(folder, listener):
    context = None
    if certificate := listener.get("certificate"):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        path = os.path.join(folder, certificate)
        context.load_cert_chain(f"{path}.pem", f"{path}.key")
        if version := listener.get("highest"):
            context.maximum_version = ssl.TLSVersion[version]
        if clients := listener.get("clients"):
            context.load_verify_locations(os.path.join(folder, f"{clients}.pem"))
            context.verify_mode = ssl.CERT_REQUIRED
    door = socket.create_server(("127.0.0.1", 0))
    listener["port"] = door.getsockname()[1]

    def accept():
        while True:
            connection, _ = door.accept()
            threading.Thread(target=serve, args=(listener, connection, context),
                             daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()


def main():
    folder = sys.argv[1]
    listeners = json.loads(sys.stdin.readline())
    make_certificates(folder)
    for listener in listeners:
        listen(folder, listener)
    print(json.dumps({listener["name"]: listener["port"] for listener in listeners}), flush=True)
    for line in sys.stdin:
        Login.refuses = line.strip() == "refuse"
        for session in list(Session.all) if Login.refuses else []:
            session.close()


main()
