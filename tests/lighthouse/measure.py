"""Runs Lighthouse on the prepared pages, prints a table and fails where a target is missed."""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

LIGHTHOUSE = Path(__file__).parent / "node_modules" / ".bin" / "lighthouse"
BASE = f"http://localhost:{os.environ['PORT']}"
# A proxy would say so; the production build sends everything else to https.
HTTPS = {"X-Forwarded-Proto": "https"}

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LEAST = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
MOST_BYTES = 150_000  # a first visit, fonts not counted
MOST_PAINT = 1500  # milliseconds to the largest contentful paint of a first visit

# Measured on localhost without TLS, which the server of a real site has in front of it; and a
# page behind a log-in is not for search engines.
NOT_MEASURED = ["is-on-https", "redirects-http", "is-crawlable"]


def wait_for_server():
    for _ in range(100):
        try:
            with urlopen(f"{BASE}/healthz", timeout=2) as response:
                return response.read()
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    sys.exit("The server did not start")


def chromium():
    for name in (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"):
        found = name and shutil.which(name)
        if found:
            return found
    sys.exit("Lighthouse needs Chromium")


def measure(folder, name, page):
    report = folder / f"{name}.json"
    headers = HTTPS | ({"Cookie": page["cookie"]} if page["cookie"] else {})
    subprocess.run(
        [
            LIGHTHOUSE,
            BASE + page["path"],
            "--quiet",
            "--output=json",
            f"--output-path={report}",
            f"--extra-headers={json.dumps(headers)}",
            f"--only-categories={','.join(CATEGORIES)}",
            f"--skip-audits={','.join(NOT_MEASURED)}",
            "--chrome-flags=--headless=new --no-sandbox --disable-dev-shm-usage",
        ],
        check=True,
        env=os.environ | {"CHROME_PATH": chromium()},
    )
    return json.loads(report.read_text())


def faults(report):
    """Audits that cost points, with what they found."""
    for category in CATEGORIES:
        for reference in report["categories"][category]["auditRefs"]:
            audit = report["audits"][reference["id"]]
            if reference["weight"] and audit["score"] is not None and audit["score"] < 0.98:
                items = audit.get("details", {}).get("items", [])[:3]
                yield f"  {category}: {audit['title']} {audit.get('displayValue', '')} {items}"


def bytes_moved(report):
    requests = report["audits"]["network-requests"]["details"]["items"]
    return sum(each["transferSize"] for each in requests if each.get("resourceType") != "Font")


def row(name, page, report):
    scores = {key: round(report["categories"][key]["score"] * 100) for key in CATEGORIES}
    moved, paint = bytes_moved(report), report["audits"]["largest-contentful-paint"]["numericValue"]
    cells = [name.ljust(10), *(str(scores[key]).rjust(len(key)) for key in CATEGORIES)]
    print("  ".join([*cells, f"{paint / 1000:.2f} s", f"{moved / 1000:.0f} KB"]))
    is_good = all(scores[key] >= LEAST[key] for key in CATEGORIES)
    is_first_visit = not page["cookie"]
    return is_good and moved <= MOST_BYTES and (paint < MOST_PAINT or not is_first_visit)


def main(folder):
    pages = json.loads((folder / "pages.json").read_text())
    wait_for_server()
    for page in pages.values():  # what is read once a process is not what a visitor waits for
        urlopen(Request(BASE + page["path"], headers=HTTPS | {"Cookie": page["cookie"]})).read()
    print("  ".join(["page".ljust(10), *CATEGORIES, "paint ", "moved"]))
    is_good = True
    for name, page in pages.items():
        report = measure(folder, name, page)
        is_good = row(name, page, report) and is_good
        for fault in faults(report):
            print(fault)
    sys.exit(None if is_good else "A target is missed")


main(Path(sys.argv[1]))
