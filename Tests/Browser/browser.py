"""A Chromium without a window, spoken to by its DevTools protocol over a pipe."""

import base64
import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import time

NAMES = ("chromium", "chromium-browser", "google-chrome")
OPTIONS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
    "--no-first-run", "--disable-background-networking", "--window-size=1280,900",
    "--remote-debugging-pipe",
)  # fmt: skip
COMPLAINTS = ("error", "warning", "assert")
# The browser reads commands from descriptor 3 and writes answers to 4.
LAUNCH = """
import fcntl, os, sys
ends = [fcntl.fcntl(int(one), fcntl.F_DUPFD, 10) for one in sys.argv[1:3]]
os.dup2(ends[0], 3)
os.dup2(ends[1], 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
# What a key event needs besides the key: its code, and the text that it writes.
CODES = {
    "ArrowLeft": ("ArrowLeft", 37), "ArrowRight": ("ArrowRight", 39), "Home": ("Home", 36),
    "End": ("End", 35), "Escape": ("Escape", 27), "Enter": ("Enter", 13), "Tab": ("Tab", 9),
    "+": ("Equal", 187), "-": ("Minus", 189), "0": ("Digit0", 48), ".": ("Period", 190),
    ",": ("Comma", 188), "?": ("Slash", 191),
}  # fmt: skip


def find():
    """Where the browser is; None when there is none."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


class Browser:
    """`complaints` has what the console said at error or warning, and what was thrown."""

    def __init__(self, program):
        self.profile = tempfile.mkdtemp(prefix="algotraded-browser-")
        read_commands, self.commands = os.pipe()
        self.answers, write_answers = os.pipe()
        pipes = (read_commands, write_answers)
        self.process = subprocess.Popen(
            [sys.executable, "-c", LAUNCH, *map(str, pipes), program, *OPTIONS]
            + [f"--user-data-dir={self.profile}"],
            pass_fds=pipes, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(read_commands)
        os.close(write_answers)
        self.buffer, self.number, self.events, self.complaints = b"", 0, [], []
        target = self._call("Target.createTarget", {"url": "about:blank"})["targetId"]
        attached = self._call("Target.attachToTarget", {"targetId": target, "flatten": True})
        self.session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def close(self):
        self.process.kill()
        self.process.wait()
        os.close(self.commands)
        os.close(self.answers)
        shutil.rmtree(self.profile, ignore_errors=True)

    def call(self, method, parameters=None):
        return self._call(method, parameters or {}, self.session)

    def open(self, url, within=30):
        """Seconds until the page was loaded and what it draws was on the screen."""
        begin = time.monotonic()
        self.call("Page.navigate", {"url": url})
        self._wait("Page.loadEventFired", within)
        self.value("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        return time.monotonic() - begin

    def value(self, expression):
        """What an expression of the page comes to; a promise is awaited."""
        answer = self.call(
            "Runtime.evaluate",
            {"expression": expression, "returnByValue": True, "awaitPromise": True},
        )
        if "exceptionDetails" in answer:
            raise RuntimeError(f"{expression}: {answer['exceptionDetails']['text']}")
        return answer["result"].get("value")

    def press(self, key, shift=False):
        code, number = CODES[key]
        event = {"key": key, "code": code, "windowsVirtualKeyCode": number}
        event |= {"modifiers": 8 if shift else 0}
        text = {"text": key} if len(key) == 1 else {"text": "\r"} if key == "Enter" else {}
        kind = "keyDown" if text else "rawKeyDown"
        self.call("Input.dispatchKeyEvent", {"type": kind} | event | text)
        self.call("Input.dispatchKeyEvent", {"type": "keyUp"} | event)

    def screenshot(self, path):
        with open(path, "wb") as file:
            file.write(base64.b64decode(self.call("Page.captureScreenshot")["data"]))

    def _call(self, method, parameters, session=None):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        message |= {"sessionId": session} if session else {}
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self.commands, data) :]
        wanted = self.number
        while True:
            answer = self._next(60)
            if answer.get("id") == wanted:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return answer["result"]

    def _wait(self, event, within):
        end = time.monotonic() + within
        while event not in self.events:
            self._next(end - time.monotonic())
        self.events.clear()

    def _next(self, within):
        """The next message; events are noted."""
        end = time.monotonic() + within
        while b"\0" not in self.buffer:
            ready, _, _ = select.select([self.answers], [], [], max(0, end - time.monotonic()))
            data = os.read(self.answers, 1 << 20) if ready else b""
            if not data:
                raise RuntimeError("the browser does not answer")
            self.buffer += data
        line, self.buffer = self.buffer.split(b"\0", 1)
        message = json.loads(line)
        if "method" in message:
            self._note(message["method"], message["params"])
        return message

    def _note(self, method, event):
        self.events.append(method)
        if method == "Runtime.exceptionThrown":
            self.complaints.append(event["exceptionDetails"]["text"])
        elif method == "Runtime.consoleAPICalled" and event["type"] in COMPLAINTS:
            self.complaints.append(" ".join(str(one.get("value")) for one in event["args"]))
        elif method == "Log.entryAdded" and event["entry"]["level"] in ("error", "warning"):
            self.complaints.append(event["entry"]["text"])
        elif method == "Network.requestWillBeSent":
            url = event["request"]["url"]
            if not url.startswith(("file:", "about:", "data:")):
                self.complaints.append(f"asked for {url}")

