"""Real processes of the stack on free ports, in a folder of their own."""

import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

PROGRAMS = Path(os.environ["BIN_DIR"])
START_SECONDS = 30


class Service:
    """One program: started, killed, ended."""

    def __init__(self, program, folder, environment):
        self.log = folder / f"{program}.log"
        self.output = open(self.log, "w")
        self.process = subprocess.Popen(
            [PROGRAMS / program], env={**os.environ, "PORT": "0", "DATA_DIR": str(folder / "data"), **environment},
            stdin=subprocess.DEVNULL, stdout=self.output, stderr=subprocess.STDOUT)
        self.url = self._announced_url()

    def _announced_url(self):
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            found = re.search(r"ready after.*?(http://\S+?:\d+)", self.log.read_text(), re.S)
            if found:
                return found[1]
            time.sleep(0.05)
        raise RuntimeError(f"{self.log.name} tells of no start:\n{self.log.read_text()}")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def end(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.kill()
        self.output.close()


class Stack:
    """Services in the order of their start; all gone at the end."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="browser-test-"))
        self.services = []

    def start(self, program, **environment):
        service = Service(program, self.folder, {"OBSERVER_SERVICE_URL": "none", **environment})
        self.services.append(service)
        return service

    def end(self):
        for service in reversed(self.services):
            service.end()
        shutil.rmtree(self.folder, ignore_errors=True)


def post(base, **transaction):
    """Posts a transaction the way a program would; returns what the ledger answers."""
    request = urllib.request.Request(
        f"{base}/api/v1/finanzen/transactions", json.dumps(transaction).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)


def get(url):
    with urllib.request.urlopen(url, timeout=10) as answer:
        return json.load(answer)
