"""Idle slots against changes of table: a seeded fair of 60 enterprises, 80 institutions and 600
meetings in 24 slots at 28 tables, planned with several weights of `fair.toml`, then kept with
one table fewer. Usage: python3 benches/table_moves.py [ITERATIONS]"""

import json
import pathlib
import random
import resource
import subprocess
import sys
import tempfile

BINARY = pathlib.Path(__file__).resolve().parent.parent / "target/release/fairmatch"
FIRMS, BODIES, MEETINGS, SLOTS, TABLES = 60, 80, 600, 24, 28


def registries(seed: int) -> dict[str, str]:
    """Needs, offerings and accepted pairs, nobody in more than SLOTS - 4 of them."""
    draw, pairs = random.Random(seed), set()
    load = {}
    while len(pairs) < MEETINGS:
        firm, body = f"N{draw.randrange(FIRMS):03}", f"S{draw.randrange(BODIES):03}"
        full = max(load.get(firm, 0), load.get(body, 0)) >= SLOTS - 4
        if (firm, body) in pairs or full:
            continue
        pairs.add((firm, body))
        load[firm], load[body] = load.get(firm, 0) + 1, load.get(body, 0) + 1
    firms = (f"N{i:03},need {i},Firm {i}\n" for i in range(FIRMS))
    bodies = (f"S{i:03},offering {i},Body {i}\n" for i in range(BODIES))
    decided = (f"{firm},{body},accept\n" for firm, body in sorted(pairs))
    return {
        "needs": "id,title,organization\n" + "".join(firms),
        "offerings": "id,title,organization\n" + "".join(bodies),
        "decisions": "need,offering,decision\n" + "".join(decided),
    }


def settings(tables: int, weight: int) -> str:
    limits = "".join(f"{who} = [0, 99]\n" for who in ("need", "enterprise", "institution"))
    return (
        'name = "Bench"\nlanguage = "en"\n[[session]]\ndate = 2026-10-16\nstart = "09:00"\n'
        f'end = "17:00"\nslot_minutes = 20\ntables = {tables}\n[limits]\n{limits}'
        f"[plan]\nweights = {{ idle = 1, table_moves = {weight} }}\n"
    )


def run(folder: pathlib.Path, *args: str) -> bytes:
    command = [BINARY, *args]
    return subprocess.run(command, cwd=folder, capture_output=True, check=True).stdout


def main() -> None:
    work = sys.argv[1] if len(sys.argv) > 1 else "12000000"
    for weight in (0, 1, 5):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            run(folder, "init")
            for kind, rows in registries(1).items():
                (folder / f"{kind}.csv").write_text(rows)
                run(folder, "import", kind, f"{kind}.csv")
            for tables, keep in ((TABLES, []), (TABLES - 1, ["--keep"])):
                (folder / "fair.toml").write_text(settings(tables, weight))
                before = resource.getrusage(resource.RUSAGE_CHILDREN)
                args = ["plan", *keep, "--iterations", work, "--format", "json"]
                figures = json.loads(run(folder, *args))["objective"]
                after = resource.getrusage(resource.RUSAGE_CHILDREN)
                seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
                price = figures["idle"] + weight * figures["table_moves"]
                print(
                    f"| {weight} | {tables}{' kept' if keep else ''} | {figures['idle']} "
                    f"| {figures['table_moves']} | {price} | {figures['moved']} "
                    f"({figures['lower_bound']['moved']}) | {seconds:.1f} |",
                    flush=True,
                )


if __name__ == "__main__":
    main()
