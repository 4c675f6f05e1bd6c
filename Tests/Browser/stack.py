"""Real processes of the stack on free ports, in a folder of their own."""

import json
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import textwrap
import time
import urllib.request
from pathlib import Path

PROGRAMS = Path(os.environ["BIN_DIR"])
START_SECONDS = 30
STOP_SECONDS = 20


class Service:
    """One program: started, killed, ended."""

    def __init__(self, program, folder, environment, arguments=()):
        self.log = folder / f"{program}.log"
        self.output = open(self.log, "w")
        self.process = subprocess.Popen(
            [PROGRAMS / program, *arguments], env={**os.environ, "PORT": "0", "DATA_DIR": str(folder / "data"), **environment},
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
                self.process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self.kill()
        self.output.close()


class Stack:
    """Services in the order of their start; all gone at the end."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="browser-test-"))
        self.services = []

    def start(self, program, *arguments, **environment):
        service = Service(program, self.folder, {"OBSERVER_SERVICE_URL": "none", **environment}, arguments)
        self.services.append(service)
        return service

    def end(self):
        for service in reversed(self.services):
            service.end()
        shutil.rmtree(self.folder, ignore_errors=True)


class Supervised(Stack):
    """An Observer that starts the services of a stack file itself, as in scripts/start-all.sh."""

    # A service that hangs gets time to end, so that one can look at it meanwhile.
    FILE = """
        version: 1
        defaults:
          hang_stop_timeout: 4s
          restart: {{delays: [0s], budgets: [{{ends: 1000, within: 1h}}]}}
        services:
          finance: {{service_name: finance-service, command: Finance, port: {}}}
          beleg:
            service_name: beleg-service
            command: Beleg
            port: {}
            depends_on: [finance]
            environment: {{FINANCE_SERVICE_URL: "http://127.0.0.1:{}"}}
          minimal-server: {{command: MinimalServer, port: {}}}
        """

    def __init__(self):
        super().__init__()
        file = self.folder / "stack.yaml"
        finance, beleg, minimal, observer = free_ports(4)
        file.write_text(textwrap.dedent(self.FILE).format(finance, beleg, finance, minimal))
        try:
            # The services register at the Observer's port, which must be known before it starts.
            self.observer = self.start(
                "Observer", "--stack", str(file), PORT=str(observer),
                OBSERVER_SERVICE_URL=f"http://127.0.0.1:{observer}/register")
            self.url = self.observer.url
            self.until(lambda: all(unit["ready"] for unit in self.units().values()))
        except BaseException:
            self.end()
            raise

    def units(self):
        return {unit["unit"]: unit for unit in get(f"{self.url}/stack")["units"]}

    def signal(self, unit, number):
        """Sends a signal to a unit's process; returns the process id."""
        pid = self.units()[unit]["pid"]
        os.kill(pid, number)
        return pid

    def until_replaced(self, unit, pid):
        def is_replaced():
            now = self.units()[unit]
            return now["ready"] and now["pid"] != pid
        self.until(is_replaced)

    @staticmethod
    def until(condition, seconds=30):
        deadline = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > deadline:
                raise RuntimeError("what was waited for did not come")
            time.sleep(0.1)


def free_ports(count):
    """Ports below those that the kernel gives to whoever asks for any, so that nobody takes them in the meantime."""
    first = int(Path("/proc/sys/net/ipv4/ip_local_port_range").read_text().split()[0])
    ports = []
    while len(ports) < count:
        port = random.randrange(min(10_000, first // 2), first)
        try:
            socket.create_server(("127.0.0.1", port)).close()
        except OSError:
            continue
        if port not in ports:
            ports.append(port)
    return ports


def post(base, **transaction):
    """Posts a transaction the way a program would; returns what the ledger answers."""
    request = urllib.request.Request(
        f"{base}/api/v1/finanzen/transactions", json.dumps(transaction).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)


def get(url):
    with urllib.request.urlopen(url, timeout=10) as answer:
        return json.load(answer)
