#!/usr/bin/env python3
"""How soon a page is ready in headless Chromium, beside an empty page in the same run:
page.py FILE [RUNS]. Ready: loaded, painted and free for a click, in milliseconds since
the navigation began; medians of the runs. Needs only Python and `chromium`."""
import http.server
import json
import statistics
import subprocess
import sys
import tempfile
import threading

PROBE = """<script>addEventListener("load", () => requestAnimationFrame(() => setTimeout(async () => {
  const said = { ready: performance.now() };
  const largest = [...document.querySelectorAll("table")].sort((a, b) => b.rows.length - a.rows.length)[0];
  if (largest) {
    const time = (work) => { const start = performance.now(); work(); document.body.offsetHeight; return performance.now() - start; };
    said.elements = document.getElementsByTagName("*").length;
    said.rows = largest.rows.length;
    said.sort = time(() => largest.querySelector("th button").click());
    const field = largest.closest("section").querySelector("input[type=search]");
    field.value = "1";
    said.search = time(() => field.dispatchEvent(new Event("input")));
  }
  const next = await fetch("/done", { method: "POST", body: JSON.stringify(said) });
  const path = await next.text();
  if (path) location = path;
})))</script></body>"""
EMPTY = "<!DOCTYPE html><html lang=en><title>empty</title><body><p>empty</p></body></html>"


class Visits(http.server.BaseHTTPRequestHandler):
    """Hands out the pages in turn and keeps what their probes say."""

    page, left, said, done = "", [], [], threading.Event()

    def answer(self, body):
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        page = self.page if self.path.startswith("/page") else EMPTY
        self.answer(page.replace("</body>", PROBE).encode())

    def do_POST(self):
        said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.said.append(said)
        self.answer(self.left.pop(0).encode() if self.left else b"")
        if len(self.said) == self.expected:
            self.done.set()

    def log_message(self, *_):
        pass


def main():
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    Visits.page = open(sys.argv[1], encoding="utf-8").read()
    # The first empty page warms the browser up and does not count.
    Visits.left = [f"/{kind}{n}" for n in range(runs) for kind in ("page", "empty")]
    Visits.expected = len(Visits.left) + 1
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Visits)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = subprocess.Popen(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
             f"--user-data-dir={profile}", f"http://127.0.0.1:{server.server_port}/"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        Visits.done.wait(240)
        browser.terminate()
        browser.wait()
    pages, empties = Visits.said[1::2], Visits.said[2::2]
    for key in pages[0]:
        print(f"{key}: {statistics.median(page[key] for page in pages):.0f}")
    empty = statistics.median(page["ready"] for page in empties)
    print(f"empty page ready: {empty:.0f}")
    print(f"ratio: {statistics.median(page['ready'] for page in pages) / empty:.1f}")


main()
