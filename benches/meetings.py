#!/usr/bin/env python3
"""Meeting scheduling: proofs on the published instances, plans against OR-Tools CP-SAT.

    cargo build --release --example dzn2json && cargo build --release
    python3 benches/meetings.py originals ORIGINALS_DIR BEST_KNOWN_CSV [--limit 60]
    python3 benches/meetings.py variants ORIGINALS_DIR [--limit 60]
    python3 benches/meetings.py precedences ORIGINALS_DIR NAME ... [--shares 0.03 0.1 0.4] [--limit 60]
    python3 benches/meetings.py generate DIR [--seed 1]
    python3 benches/meetings.py compare DIR [NAME ...] [--seconds 30] [--peer-seconds 120]

`originals` solves every instance with fairness 0 to 3 and checks each verdict against the table,
and each plan with `fairmatch verify`. `variants` draws four variants of each instance around a
plan that it has: more forbidden slots, fixed meetings, precedences, and all of these (with those
that have fixed meetings a fairness of 2, which may leave no plan). `precedences` draws for single
instances, fairness 2, as many as some shares of the meetings. `generate` writes seeded problems
that have a solution by construction: 20 x 30, 60 x 80 and 300 x 500 parties, a tenth of each party's slots taken away,
tables loose (as many as the smaller side) or 90 % full. `compare` runs both solvers on them, one
after the other, CP-SAT (PyPI `ortools`) with two workers, and says after how many seconds each
had its best plan, and ours one that is as good as CP-SAT's. Seconds are of processor time: the
machine may have other work.
"""

import argparse
import csv
import json
import os
import pathlib
import random
import re
import resource
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
BINARY = ROOT / "target/release/fairmatch"
CONVERT = ROOT / "target/release/examples/dzn2json"
SIZES = {"small": (20, 30, 120, 12), "medium": (60, 80, 600, 24), "large": (300, 500, 4000, 40)}


def run(problem, limit, seed=1):
    """Solves a problem file; the answer, processor seconds and what verify says."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [BINARY, "-q", "plan", "--problem", problem, "--format", "json"]
    command += ["--seed", str(seed), "--time-limit", str(limit)]
    done = subprocess.run(command, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    answer = json.loads(done.stdout)
    sound = accepted(problem, done.stdout)
    return answer, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, sound


def accepted(problem, answer):
    """Whether verify has nothing against an answer."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        file.write(answer)
        file.flush()
        check = [BINARY, "-q", "verify", "--problem", problem, "--solution", file.name]
        return subprocess.run(check, capture_output=True).returncode == 0


def originals(folder, table, limit):
    wrong, worst = 0, 0.0
    with tempfile.TemporaryDirectory() as scratch:
        for row in csv.DictReader(open(table)):
            source = pathlib.Path(folder) / f"{row['instance']}.{row['variant']}.dzn"
            command = [CONVERT, source, "breaks", row["fairness_d"]]
            problem = pathlib.Path(scratch) / "problem.json"
            problem.write_bytes(subprocess.run(command, capture_output=True, check=True).stdout)
            answer, seconds, sound = run(problem, limit)
            found = answer["breaks"] if answer["status"] == "optimal" else answer["status"]
            wanted = "infeasible" if row["optimum"] == "UNSAT" else int(row["optimum"])
            verdict = "ok" if found == wanted and sound else "WRONG"
            wrong, worst = wrong + (verdict != "ok"), max(worst, seconds)
            print(f"{row['instance']:15} d={row['fairness_d']} {found!s:>10} {seconds:7.2f} s {verdict}", flush=True)
    print(f"{wrong} not as published, slowest {worst:.1f} s")
    return wrong


def variants(folder, limit):
    draw, count, unproved = random.Random(5), 0, 0
    kinds = {"forbidden": (0.15, 0, 0), "fixed": (0, 0.2, 0),
             "precedences": (0, 0, 0.2), "all": (0.08, 0.1, 0.125)}
    with tempfile.TemporaryDirectory() as scratch:
        path = pathlib.Path(scratch) / "problem.json"
        for source in sorted(pathlib.Path(folder).glob("*.dzn")):
            command = [CONVERT, source, "breaks", "2"]
            original = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
            path.write_text(json.dumps(original | {"objective": "feasible", "fairness": None}))
            slot = run(path, limit, seed=7)[0]["slot"]
            for kind, shares in kinds.items():
                path.write_text(json.dumps(planted(original, slot, shares, draw)))
                answer, seconds, sound = run(path, limit)
                proved = answer["status"] in ("optimal", "infeasible")
                count, unproved = count + 1, unproved + (not proved or not sound)
                print(f"{source.stem:24} {kind:12} {answer['status']:10} {answer['breaks']!s:>5} "
                      f"({answer['lower_bound']}) {seconds:7.2f} s {'' if sound else 'WRONG'}", flush=True)
    print(f"{unproved} of {count} not proved")


def precedences(folder, names, shares, limit):
    with tempfile.TemporaryDirectory() as scratch:
        path = pathlib.Path(scratch) / "problem.json"
        for name in names:
            command = [CONVERT, pathlib.Path(folder) / f"{name}.original.dzn", "breaks", "2"]
            original = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
            path.write_text(json.dumps(original | {"objective": "feasible", "fairness": None}))
            slot = run(path, limit, seed=7)[0]["slot"]
            for share in shares:
                drawn = planted(original, slot, (0, 0, share), random.Random(f"{name} {share}"))
                path.write_text(json.dumps(drawn | {"fairness": 2}))
                answer, seconds, sound = run(path, limit)
                print(f"{name:24} {share:5} {answer['status']:10} {answer['breaks']!s:>5} "
                      f"({answer['lower_bound']}) {seconds:7.2f} s {'' if sound else 'WRONG'}", flush=True)


def planted(original, slot, shares, draw):
    """A variant that the plan `slot` keeps, fairness aside."""
    forbidden, fixed, ordered = shares
    problem = json.loads(json.dumps(original))
    busy = [set() for _ in range(problem["participants"])]
    for pair, at in zip(problem["meetings"], slot):
        for who in pair:
            busy[who].add(at)
    for who, away in enumerate(problem["unavailable"]):
        more = [t for t in range(problem["slots"]) if t not in busy[who] and draw.random() < forbidden]
        problem["unavailable"][who] = sorted({*away, *more})
    problem["fixed"] = [at if draw.random() < fixed else None for at in slot]
    before = set()
    while len(before) < ordered * len(slot):
        a, b = draw.randrange(len(slot)), draw.randrange(len(slot))
        if slot[a] < slot[b]:
            before.add((a, b))
    problem["before"] = [list(pair) for pair in sorted(before)]
    problem["fairness"] = 2 if fixed else None
    return problem


def generate(folder, seed):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name, (left, right, count, slots) in SIZES.items():
        for tight in (False, True):
            tables = -(-count * 10 // (9 * slots)) if tight else min(left, right)
            problem = instance(left, right, count, slots, tables, seed)
            path = folder / f"{name}-{'tight' if tight else 'loose'}.json"
            path.write_text(json.dumps(problem))


def instance(left, right, count, slots, tables, seed):
    """Draws a plan first, then takes away slots that it does not use."""
    draw = random.Random(seed)
    busy = [set() for _ in range(left + right)]
    seated, pairs, meetings = [0] * slots, set(), []
    while len(meetings) < count:
        a, b = draw.randrange(left), left + draw.randrange(right)
        most = int(slots * 0.9)
        if (a, b) in pairs or len(busy[a]) >= most or len(busy[b]) >= most:
            continue
        free = [t for t in range(slots) if t not in busy[a] | busy[b] and seated[t] < tables]
        if free:
            slot = draw.choice(free)
            busy[a].add(slot), busy[b].add(slot), pairs.add((a, b))
            seated[slot] += 1
            meetings.append([a, b])
    away = []
    for day in busy:
        free = [t for t in range(slots) if t not in day]
        away.append(sorted(draw.sample(free, min(len(free), round(slots / 10)))))
    return {"name": f"{left}x{right}", "participants": left + right, "slots": slots,
            "half": slots // 2, "tables": tables, "meetings": meetings,
            "session": [0] * count, "unavailable": away, "fixed": [None] * count,
            "before": [], "objective": "idle", "fairness": None}


def peer(problem, limit):
    """CP-SAT on the same problem: booleans for meeting x slot, first and last slot a party."""
    from ortools.sat.python import cp_model

    model, slots = cp_model.CpModel(), problem["slots"]
    away = [set(day) for day in problem["unavailable"]]
    here, of_party = [], [[] for _ in away]
    for index, (a, b) in enumerate(problem["meetings"]):
        here.append({t: model.new_bool_var("") for t in range(slots) if t not in away[a] | away[b]})
        model.add_exactly_one(here[-1].values())
        of_party[a].append(index), of_party[b].append(index)
    for t in range(slots):
        model.add(sum(x[t] for x in here if t in x) <= problem["tables"])
    idle = []
    for own in of_party:
        for t in range(slots):
            model.add_at_most_one(here[m][t] for m in own if t in here[m])
        if len(own) > 1:
            first, last = (model.new_int_var(0, slots - 1, "") for _ in range(2))
            for m in own:
                at = sum(t * x for t, x in here[m].items())
                model.add(first <= at), model.add(at <= last)
            idle.append(model.new_int_var(0, slots, ""))
            model.add(idle[-1] == last - first + 1 - len(own))
    model.minimize(sum(idle))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers, solver.parameters.max_time_in_seconds = 2, limit
    began, found = time.process_time(), []

    class Watch(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self):
            found.append((int(self.objective_value), time.process_time() - began))

    solver.solve(model, Watch())
    bound = int(solver.best_objective_bound) if found else None
    return found, bound, time.process_time() - began


def watched(problem, limit, seed=1):
    """Our plan, and each better one's idle slots with the processor seconds until then."""
    command = [BINARY, "--lang", "en", "plan", "--problem", problem, "--format", "json"]
    command += ["--seed", str(seed), "--time-limit", str(limit)]
    found, tick = [], os.sysconf("SC_CLK_TCK")
    with tempfile.TemporaryFile("w+") as out:
        child = subprocess.Popen(command, stdout=out, stderr=subprocess.PIPE, text=True)
        for line in child.stderr:
            best = re.match(r"best (\d+)", line)
            stat = pathlib.Path(f"/proc/{child.pid}/stat").read_text().rsplit(")", 1)[1].split()
            if best:
                found.append((int(best[1]), (int(stat[11]) + int(stat[12])) / tick))
        child.wait()
        out.seek(0)
        text = out.read()
    assert accepted(problem, text), f"{problem}: verify objects"
    return json.loads(text), found


def compare(folder, seconds, peer_seconds, names, seed):
    print("| problem | fairmatch idle (bound) | s | CP-SAT idle (bound) | s | as good after | share |")
    print("|---|---|---|---|---|---|---|")
    for path in sorted(pathlib.Path(folder).glob("*.json")):
        if names and path.stem not in names:
            continue
        answer, ours = watched(path, seconds, seed)
        theirs, bound, _ = peer(json.loads(path.read_text()), peer_seconds)
        value, until = theirs[-1] if theirs else (None, peer_seconds)
        as_good = next((s for idle, s in ours if value is None or idle <= value), None)
        best = next(s for idle, s in ours if idle == answer["idle"])
        share = f"1/{until / max(as_good, 0.01):.0f}" if as_good is not None else "never"
        print(f"| {path.stem} | {answer['idle']} ({answer['lower_bound']}) | {best:.1f} "
              f"| {value} ({bound}) | {until:.1f} | {as_good} | {share} |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    jobs = parser.add_subparsers(dest="job", required=True)
    job = jobs.add_parser("originals")
    job.add_argument("folder"), job.add_argument("table")
    job.add_argument("--limit", type=float, default=60)
    job = jobs.add_parser("variants")
    job.add_argument("folder"), job.add_argument("--limit", type=float, default=60)
    job = jobs.add_parser("precedences")
    job.add_argument("folder"), job.add_argument("names", nargs="+")
    job.add_argument("--shares", type=float, nargs="+", default=[0.03, 0.1, 0.4])
    job.add_argument("--limit", type=float, default=60)
    job = jobs.add_parser("generate")
    job.add_argument("folder"), job.add_argument("--seed", type=int, default=1)
    job = jobs.add_parser("compare")
    job.add_argument("folder"), job.add_argument("names", nargs="*")
    job.add_argument("--seconds", type=float, default=30)
    job.add_argument("--peer-seconds", type=float, default=120)
    job.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    if args.job == "originals":
        sys.exit(originals(args.folder, args.table, args.limit) > 0)
    if args.job == "generate":
        return generate(args.folder, args.seed)
    if args.job == "precedences":
        return precedences(args.folder, args.names, args.shares, args.limit)
    if args.job == "variants":
        return variants(args.folder, args.limit)
    return compare(args.folder, args.seconds, args.peer_seconds, args.names, args.seed)


if __name__ == "__main__":
    main()
