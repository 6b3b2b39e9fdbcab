"""Figures of the fair folder: time and peak memory of commands on a fair of 10,000 needs,
100,000 offerings and 200,000 ledger entries beside the sqlite3 shell, writes a second, and
the start of common commands on the bundled fair.

    cargo build --release && cargo bench --bench store --no-run
    python3 benches/fair_folder.py [FOLDER]

The folder (a temporary one by default) takes some 200 MB.
"""

import glob
import os
import resource
import subprocess
import sys
import tempfile
import time

PROGRAM = os.path.abspath("target/release/fairmatch")
RUNS = 5

DUE = """SELECT id, json FROM records WHERE kind = 'ledger' AND subject IN
  (SELECT subject FROM records WHERE kind = 'ledger' AND due IS NOT NULL AND due <= '{day}')
  ORDER BY place"""


def bench():
    """The newest build of benches/store.rs."""
    built = [f for f in glob.glob("target/release/deps/store-*") if "." not in os.path.basename(f)]
    return os.path.abspath(max(built, key=os.path.getmtime))


def measure(command, **how):
    """Median processor and elapsed seconds, and peak memory (MB) as GNU time sees it."""
    cpu, elapsed = [], []
    for _ in range(RUNS):
        start = time.perf_counter()
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **how)
        _, _, used = os.wait4(child.pid, 0)
        child.returncode = 0
        elapsed.append(time.perf_counter() - start)
        cpu.append(used.ru_utime + used.ru_stime)
    with tempfile.NamedTemporaryFile("r") as told:
        timed = ["/usr/bin/time", "-q", "-f", "%M", "-o", told.name, *command]
        subprocess.run(timed, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **how)
        peak = int(told.read().split()[-1]) / 1024
    return sorted(cpu)[RUNS // 2], sorted(elapsed)[RUNS // 2], peak


def row(name, command, **how):
    cpu, elapsed, peak = measure(command, **how)
    print(f"| {name} | {cpu * 1000:.0f} ms | {elapsed * 1000:.0f} ms | {peak:.1f} MB |", flush=True)


def large(folder):
    fair = os.path.join(folder, "large")
    if not os.path.exists(os.path.join(fair, "fair.db")):
        os.makedirs(fair, exist_ok=True)
        subprocess.run([bench(), "fill", fair], check=True)
        with open(os.path.join(fair, "fair.toml"), "w") as settings:
            settings.write('name = "large"\n')
    size = os.path.getsize(os.path.join(fair, "fair.db")) / 1e6
    print(f"\n### Large fair ({size:.0f} MB)\n")
    print("| | processor | elapsed | peak memory |\n|---|---|---|---|")
    day = ["--fair", fair, "--today", "2026-04-01", "-q"]
    for command in ["list officers", "ledger due", "ledger history P7", "log --limit 5",
                    "list needs --limit 5", "today", "stats", "show P7", "check"]:
        row(f"`{command}`", [PROGRAM, *command.split(), *day, "--format", "json"])
    shell = ["sqlite3", os.path.join(fair, "fair.db")]
    row("sqlite3 shell, an empty query", [*shell, "SELECT 1"])
    due = DUE.format(day="2026-05-01")
    row("sqlite3 shell, the query of `ledger due`", [*shell, due])
    hinted = due.replace("records WHERE", "records INDEXED BY ledger_of_subject WHERE", 1)
    hinted = hinted.replace("(SELECT subject FROM records", "(SELECT subject FROM records INDEXED BY ledger_due")
    row("sqlite3 shell, the same with our choice of indexes", [*shell, hinted])
    writes(fair)


def writes(fair):
    print("\n| writes, a transaction each | entries a second |\n|---|---|")
    for clerks, each in [(1, 400), (8, 50)]:
        start = time.perf_counter()
        all_of_them = [subprocess.Popen([bench(), "write", fair, str(each)], stdout=subprocess.DEVNULL)
                       for _ in range(clerks)]
        failed = [child for child in all_of_them if child.wait() != 0]
        assert not failed, "a clerk lost an entry"
        rate = clerks * each / (time.perf_counter() - start)
        print(f"| {clerks} {'process' if clerks == 1 else 'processes'} through the library | {rate:.0f} |")
    for clerks, each in [(1, 50), (8, 10)]:
        start = time.perf_counter()
        note = [PROGRAM, "ledger", "log", "P1", "--note", "x", "--fair", fair, "-q"]
        script = f"for i in $(seq {each}); do \"$@\" || exit 1; done"
        all_of_them = [subprocess.Popen(["sh", "-c", script, "sh", *note]) for _ in range(clerks)]
        failed = [child for child in all_of_them if child.wait() != 0]
        assert not failed, "a clerk lost an entry"
        rate = clerks * each / (time.perf_counter() - start)
        print(f"| {clerks} {'clerk' if clerks == 1 else 'clerks'} typing `ledger log` | {rate:.0f} |")
    plain = os.path.join(fair, "plain.db")
    create = "CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY, json TEXT);"
    inserts = "".join(f"INSERT INTO t (json) VALUES ('{n}');" for n in range(400))
    subprocess.run(["sqlite3", plain, create], check=True)
    start = time.perf_counter()
    subprocess.run(["sqlite3", plain], input=inserts, text=True, check=True)
    rate = 400 / (time.perf_counter() - start)
    os.remove(plain)
    print(f"| sqlite3 shell, bare inserts into one table of another file | {rate:.0f} |")


def example(folder):
    fair = os.path.join(folder, "example")
    if not os.path.exists(os.path.join(fair, "fair.db")):
        subprocess.run([PROGRAM, "init", fair, "--example", "-q"], check=True)
    print("\n### Bundled fair\n")
    print("| | processor | elapsed | peak memory |\n|---|---|---|---|")
    for command in ["--version", "list needs", "today", "show E001", "search 飞灰", "match", "stats",
                    "ledger due", "check", "report --format html"]:
        row(f"`{command}`", [PROGRAM, *command.split(), *([] if command[0] == "-" else ["--fair", fair, "-q"])])


def main():
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    folder = sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp()
    example(folder)
    large(folder)


if __name__ == "__main__":
    main()
