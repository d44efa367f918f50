"""Runs the clients of Microsoft and our own against the fake and writes down which operations they have driven.

Each client talks to a relay, which notes every request and its status; what a request means, `cargo xtask list` says.
"""

import http.client
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import seed

HERE = Path(__file__).resolve().parent
CLIENTS = [
    ("azure-graphrbac 0.61.2 (Python)", "azure_graphrbac.py"),
    ("@azure/graph 5.0.3 (JavaScript)", "azure_graph.cjs"),
    ("msgraph-sdk 1.65.0 (Python)", "msgraph_sdk.py"),
    ("@microsoft/microsoft-graph-client 3.0.7 (JavaScript)", "microsoft_graph_client.cjs"),
]


class Relay(BaseHTTPRequestHandler):
    """Passes requests on to the fake, whose links lead back here because the host stays as it was."""

    protocol_version = "HTTP/1.1"

    def handle_any(self):
        body = self.body()
        fake = http.client.HTTPConnection(self.server.fake)
        headers = {k: v for k, v in self.headers.items() if k.lower() not in ("connection", "transfer-encoding")}
        if body:
            headers["Content-Length"] = str(len(body))
        fake.request(self.command, self.path, body, headers)
        response = fake.getresponse()
        content = response.read()
        self.server.log.append((self.command, self.path, response.status))
        self.send_response(response.status)
        for name, value in response.getheaders():
            if name.lower() not in ("content-length", "transfer-encoding", "connection", "date", "server"):
                self.send_header(name, value)
        if response.status != 204:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def body(self):
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        body = b""
        while size := int(self.rfile.readline().strip() or b"0", 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = handle_any

    def log_message(self, *_):
        pass


class Operations:
    """Finds the operation that a request calls."""

    def __init__(self, listed):
        self.all = listed
        self.patterns = []
        for operation in listed:
            path = re.sub(r"\{\w+\}", "{}", operation["path"])
            # Azure AD Graph takes keys in parentheses and as segments.
            for form in {path, re.sub(r"\('\{\}'\)", "/{}", path) if operation["service"] == "azure_ad_graph" else path}:
                pattern = re.escape(form).replace(r"\{\}", "[^/]+")
                self.patterns.append((form.count("{}"), re.compile(f"^{pattern}/?$"), operation))
        self.patterns.sort(key=lambda found: found[0])

    def of(self, method, target):
        path, _, query = target.partition("?")
        service = "microsoft_graph" if re.match(r"^/(v1\.0|beta)/", path) else "azure_ad_graph"
        path = path.replace("/beta/", "/v1.0/", 1).replace("/graph.", "/microsoft.graph.").replace("%27", "'")
        for _, pattern, operation in self.patterns:
            # Azure AD Graph has changes at the address of the list, and tells them apart by the query.
            if service == "azure_ad_graph" and operation["id"].endswith(".delta") and "deltaLink" not in query:
                continue
            if operation["service"] == service and operation["method"] == method and pattern.match(path):
                return operation
        return None


def run(binary, script, name):
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(seed.seed(), file)
        file.flush()
        fake = subprocess.Popen([binary, "--seed", file.name], stdout=subprocess.PIPE, text=True)
        try:
            address = fake.stdout.readline().split("http://")[1].strip()
            relay = ThreadingHTTPServer(("127.0.0.1", 0), Relay)
            relay.fake, relay.log = address, []
            threading.Thread(target=relay.serve_forever, daemon=True).start()
            constants = {name: value for name, value in vars(seed).items() if name.isupper()}
            environment = os.environ | {"SEED": json.dumps(constants), "STEPS": str(HERE / "steps.cjs")}
            command = ["node" if script.endswith(".cjs") else sys.executable, str(HERE / script)]
            done = subprocess.run(
                [*command, f"http://127.0.0.1:{relay.server_port}"], env=environment, stdout=subprocess.PIPE, text=True)
            relay.shutdown()
        finally:
            fake.terminate()
            fake.wait()
    print(f"== {name}\n{done.stdout}", flush=True)
    if done.returncode:
        sys.exit(f"{script} failed after {relay.log[-3:]}")
    return done.stdout.splitlines(), relay.log


def driven(log, operations):
    """The operations that responded as documented, and those that refused."""
    good, refused = set(), set()
    for method, path, status in log:
        operation = operations.of(method, path)
        if operation:
            key = (operation["service"], operation["id"])
            (good if status in operation["statuses"] else refused).add(key)
    return good, refused


def own(binary):
    """What this project's own client has done, which calls every operation without a socket."""
    done = subprocess.run([binary], stdout=subprocess.PIPE, text=True)
    if done.returncode:
        sys.exit(f"{binary} failed:\n{done.stdout}")
    good, differs = set(), set()
    for line in done.stdout.splitlines():
        word, operation = line.split()[:2]
        (good if word == "ok" else differs).add(tuple(operation.rstrip(":").split(":")))
    return good, differs


def written(runs, operations, ours):
    lines = [
        "# Evidence",
        "",
        "What Microsoft's own clients, unchanged, and the one of this project have done with `directory-graph-fake`. This page is made by",
        "`.ci/clients` from their runs and not edited by hand. The scripts stand in [`clients/`](clients), the program that calls every",
        "operation through `directory-graph` in [`tests/typed`](../typed).",
        "",
        "## Steps",
        "",
        "| client | steps | requests | operations |",
        "|---|---|---|---|",
    ]
    for name, output, log, (good, _) in runs:
        steps = sum(line.startswith("ok ") for line in output)
        lines.append(f"| {name} | {steps} | {len(log)} | {len(good)} |")
    called = sum(map(len, ours))
    lines.append(f"| directory-graph | {called} | in process | {len(ours[0])} |")
    lines += ["", "## Operations", "", "*yes*: the client took the response of a success; `directory-graph` knew all of it. *refused*: it took only an error. *differs*: something", "came that the spec does not describe. What is empty is unproven.", ""]
    for service, title in [("azure_ad_graph", "Azure AD Graph"), ("microsoft_graph", "Microsoft Graph")]:
        of = [run for run in runs if any(key[0] == service for key in run[3][0])]
        listed = [o for o in operations.all if o["service"] == service]
        proven = [o for o in listed if any((service, o["id"]) in run[3][0] for run in of)]
        known = [o for o in listed if (service, o["id"]) in ours[0]]
        lines += [f"### {title}: {len(proven)} of {len(listed)} by Microsoft's clients, {len(known)} by ours", ""]
        lines += ["| operation | directory-graph | " + " | ".join(run[0] for run in of) + " |", "|---" * (len(of) + 2) + "|"]
        for operation in listed:
            key = (service, operation["id"])
            cells = ["yes" if key in ours[0] else "differs" if key in ours[1] else ""]
            cells += ["yes" if key in good else "refused" if key in refused else "" for _, _, _, (good, refused) in of]
            lines.append(f"| `{operation['id']}` | " + " | ".join(cells) + " |")
        lines.append("")
    lines += ["## What the clients can do and the spec does not know", ""]
    for name, output, _, _ in runs:
        lines += [f"- {name}: {line.removeprefix('miss ')}" for line in output if line.startswith("miss ")]
    lines += ["", (HERE / "differences.md").read_text().strip(), ""]
    return "\n".join(lines)


def main():
    binary, typed, listed, page = sys.argv[1:]
    operations = Operations(json.loads(Path(listed).read_text()))
    runs = []
    for name, script in CLIENTS:
        output, log = run(binary, script, name)
        runs.append((name, output, log, driven(log, operations)))
    Path(page).write_text(written(runs, operations, own(typed)))


main()
