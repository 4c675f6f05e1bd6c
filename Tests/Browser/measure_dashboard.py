"""How fast the overview is with 1,000 services, and how much it transfers; no test, as figures depend on the machine.

    ./scripts/browser-test.sh measure_dashboard
"""

import asyncio
import json
import os
import statistics
import threading
import time
import unittest
import urllib.request

from browser import BrowserTestCase
from stack import Stack, free_ports, get

SERVICES = 1_000
ROUNDS = int(os.environ.get("ROUNDS", "15"))
PAINT = """() => new Promise(resolve => {
  const first = performance.getEntriesByName('first-contentful-paint')[0];
  if (first) return resolve(first.startTime);
  new PerformanceObserver((list, observer) => {
    const entry = list.getEntriesByName('first-contentful-paint')[0];
    if (entry) { observer.disconnect(); resolve(entry.startTime); }
  }).observe({ type: 'paint', buffered: true });
})"""


class HealthyServices:
    """One server that answers for all of loopback's addresses: each service has an address of its own."""

    def __init__(self):
        self.port = free_ports(1)[0]
        ready = threading.Event()
        threading.Thread(target=lambda: asyncio.run(self._serve(ready)), daemon=True).start()
        ready.wait(10)

    async def _serve(self, ready):
        async with await asyncio.start_server(self._answer, "0.0.0.0", self.port, backlog=2_048) as server:
            ready.set()
            await server.serve_forever()

    async def _answer(self, reader, writer):
        try:
            while await reader.readuntil(b"\r\n\r\n"):
                body = b'{"status":"healthy"}'
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/health+json\r\n"
                             b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()


class MeasureDashboard(BrowserTestCase):
    def test_1000_services(self):
        stack = Stack()
        self.addCleanup(stack.end)
        observer = stack.start("Observer")
        services = HealthyServices()
        for number in range(SERVICES):
            body = json.dumps({
                "service_name": f"service-{number:04}", "host": f"127.0.{1 + number // 250}.{1 + number % 250}",
                "port": services.port, "instance_id": str(number), "version": "1.0",
                "dependencies": [f"service-{number - 1:04}"] if number % 10 else []})
            urllib.request.urlopen(urllib.request.Request(
                f"{observer.url}/register", body.encode(), {"Content-Type": "application/json"}), timeout=10).close()
        time.sleep(30)
        print(f"\n{SERVICES} services:", json.dumps(get(f"{observer.url}/")))
        for path in ["/", "/ui/services/service-0999_127.0.4.250_" + str(services.port), "/ui/incidents"]:
            paints, answers, sizes = [], [], []
            for _ in range(ROUNDS):
                context = self.chromium.new_context()
                page = context.new_page()
                client = context.new_cdp_session(page)
                client.send("Network.enable")
                received = []
                client.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
                page.goto(observer.url + path)
                paints.append(page.evaluate(PAINT))
                answers.append(page.evaluate("performance.getEntriesByType('navigation')[0].responseEnd"))
                sizes.append(sum(received))
                context.close()
            print(f"{path.split('/service-')[0]}: first paint median {statistics.median(paints):.0f} ms, "
                  f"longest {max(paints):.0f} ms; the page itself is there after {statistics.median(answers):.0f} ms; "
                  f"transferred {max(sizes) / 1024:.0f} KiB")


if __name__ == "__main__":
    unittest.main()
