"""Child processes that never outlive the run."""

import contextlib
import ctypes
import os
import random
import signal
import socket
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None)
# The kernel takes the thread that started a child for its parent; this one lives on.
_parent = ThreadPoolExecutor(1)


def spawn(arguments, output, errors=subprocess.STDOUT, environment=None, folder=None):
    """Starts a program; it is killed when this process ends, however that happens."""
    parent = os.getpid()

    def bind():
        signal.pthread_sigmask(signal.SIG_SETMASK, [])
        _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)

    return _parent.submit(
        subprocess.Popen,
        arguments,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=errors,
        env=environment,
        cwd=folder,
        preexec_fn=bind,
    ).result()


def free_port():
    """Below those that the system gives to clients: one that tries the port of a dead broker again
    and again would in the end be given that port itself, and the broker could not come back."""
    while True:
        port = random.randrange(20_000, 32_000)
        with contextlib.closing(socket.socket()) as one, contextlib.suppress(OSError):
            one.bind(("127.0.0.1", port))
            return port


def accepts(host, port):
    with contextlib.suppress(OSError):
        socket.create_connection((host, port), timeout=1).close()
        return True
    return False


def eventually(what, condition, within=60.0, every=0.05):
    """Waits until `condition()` is true; its last value."""
    end = time.monotonic() + within
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise TimeoutError(f"waited {within:.0f} s for {what}")
        time.sleep(every)
