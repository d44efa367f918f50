"""Steps of a script: each is done, told, and counted."""

import json
import sys

done = []


def step(name, expected, actual):
    done.append(name)
    if actual != expected:
        sys.exit(f"{name}: expected {expected!r}, got {actual!r}")
    print(f"ok   {name}")


def unknown(name, why):
    """What the client can do and the fake does not, because its spec does not know it."""
    print(f"miss {name}: {why}")


def end(client):
    print(json.dumps({"client": client, "steps": len(done)}))
