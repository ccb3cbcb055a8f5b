#!/usr/bin/python3
"""Books uses over HTTP while others break the database, and keeps account of what was acknowledged.

    uses.py book  ROOT TOKEN ORGANIZATION FILE     books until SIGTERM; FILE gets one line for each answer
    uses.py pause FILE FROM                        how long after FROM (seconds of the epoch) the first use was acknowledged that began after it,
                                                   the longest time without an acknowledgement since, and how many came before that
    uses.py again ROOT TOKEN ORGANIZATION FILE     repeats acknowledged uses, some thousand evenly: each must get its first answer
"""
import http.client
import json
import signal
import sys
import threading
import time
import urllib.parse

CALLERS = 16
TIMEOUT_SECONDS = 10
PAUSE_SECONDS = 0.05
REPEATS_MAX = 1_000


class Caller:
    """One connection; a request that has no answer closes it."""

    def __init__(self, root, token):
        self.address = urllib.parse.urlsplit(root).netloc
        self.headers = {"Authorization": "Bearer " + token, "Content-Type": "application/json"}
        self.connection = None

    def use(self, organization, key):
        body = json.dumps({
            "organization": organization, "resource": "aimis/cloud-inspection", "quantity": 1,
            "storage_years": 5, "key": key})
        try:
            if self.connection is None:
                self.connection = http.client.HTTPConnection(self.address, timeout=TIMEOUT_SECONDS)
            self.connection.request("POST", "/v1/uses", body, self.headers)
            answer = self.connection.getresponse()
            return answer.status, answer.read().decode()
        except (OSError, http.client.HTTPException) as failure:
            if self.connection is not None:
                self.connection.close()
            self.connection = None
            return 0, type(failure).__name__


def code(text):
    try:
        return json.loads(text).get("code", "?")
    except ValueError:
        return text[:40]


def book(root, token, organization, file):
    enough = threading.Event()
    writing = threading.Lock()
    # Before the callers begin, so that none of them takes it.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
    with open(file, "a", encoding="utf-8", buffering=1) as out:
        def call(number):
            caller = Caller(root, token)
            count = 0
            key = None
            while not enough.is_set() or key is not None:
                if key is None:
                    count += 1
                    key = f"standby-{number}-{count}"
                began = time.time()
                status, text = caller.use(organization, key)
                booked = status in (200, 201)
                with writing:
                    out.write(json.dumps([began, time.time(), key, status, text if booked else code(text)]) + "\n")
                if booked:
                    key = None
                elif status not in (0, 503):
                    raise SystemExit(f"{key}: {status} {text}")
                else:
                    # Whoever stops while the database is away would wait for ever.
                    if enough.is_set() and time.time() > stopped[0] + TIMEOUT_SECONDS * 12:
                        return
                    time.sleep(PAUSE_SECONDS)

        stopped = [0.0]
        callers = [threading.Thread(target=call, args=(n,)) for n in range(CALLERS)]
        for one in callers:
            one.start()
        signal.sigwait({signal.SIGTERM})
        stopped[0] = time.time()
        enough.set()
        for one in callers:
            one.join()


def answers(file):
    with open(file, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.endswith("\n")]


def pause(file, since):
    rows = [row for row in answers(file) if row[1] >= since - 1]
    told = sorted(row[1] for row in rows if row[3] in (200, 201))
    begun = [row[1] for row in rows if row[3] in (200, 201) and row[0] >= since]
    longest, at = 0.0, since
    for before, after in zip(told, told[1:]):
        if after - before > longest:
            longest, at = after - before, before
    refused = {}
    for row in rows:
        if row[3] not in (200, 201):
            name = row[4] if row[3] else "no answer"
            refused[name] = refused.get(name, 0) + 1
    first = f"{min(begun) - since:.1f}" if begun else "never"
    print(f"longest pause {longest:.1f} s, from {at - since:+.1f} s to {at + longest - since:+.1f} s; not booked meanwhile: {refused or 'none'}; "
          f"first begun and booked after {first} s")


def again(root, token, organization, file):
    told = {row[2]: row[4] for row in answers(file) if row[3] in (200, 201)}
    some = list(told.items())[::max(1, len(told) // REPEATS_MAX)]
    caller = Caller(root, token)
    wrong = 0
    for key, text in some:
        status, repeated = caller.use(organization, key)
        if status not in (200, 201) or repeated != text:
            wrong += 1
            print(f"{key}: {status} {repeated} instead of {text}")
    print(f"{len(some)} of {len(told)} acknowledged uses repeated, {wrong} with another answer")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    if sys.argv[1] == "book":
        book(*sys.argv[2:6])
    elif sys.argv[1] == "pause":
        pause(sys.argv[2], float(sys.argv[3]))
    elif sys.argv[1] == "again":
        again(*sys.argv[2:6])
    else:
        sys.exit(__doc__)
