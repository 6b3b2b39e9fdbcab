#!/usr/bin/env python3
"""How good a plan can be: bounds and plans of solvers that have all the time they need.

    pip install python-sat
    python3 benches/optimum.py bound PROBLEM [--seconds 120]
    python3 benches/optimum.py plan PROBLEM IDLE

`bound` minimises the idle slots of a stand-alone problem (pairs, one segment, tables that never
run short) by core-guided MaxSAT (RC2 with Glucose 4) and prints every bound with the seconds it
took. `plan` looks with CaDiCaL for a plan with at most IDLE idle slots; that may take many minutes.
"""

import argparse
import itertools
import json
import threading
import time

from pysat.card import CardEnc, EncType, ITotalizer
from pysat.examples.rc2 import RC2
from pysat.formula import WCNF
from pysat.solvers import Solver


class Clauses:
    """A problem in clauses; `costs` says of each party "more than k idle slots" beyond `base`."""

    def __init__(self, problem):
        self.slots, self.count = problem["slots"], 0
        self.clauses, self.costs, self.base = [], [], 0
        away = [set(slots) for slots in problem["unavailable"]]
        pairs = [tuple(pair) for pair in problem["meetings"]]
        free = lambda pair: [s for s in range(self.slots) if not any(s in away[p] for p in pair)]
        self.at = [{slot: self.fresh() for slot in free(pair)} for pair in pairs]
        for meeting in self.at:
            self.clauses.append(list(meeting.values()))
            self.at_most_one(meeting.values())
        for party in range(problem["participants"]):
            own = [self.at[m] for m, pair in enumerate(pairs) if party in pair]
            if own:
                self.day(own)

    def fresh(self):
        self.count += 1
        return self.count

    def at_most_one(self, literals):
        self.clauses += [[-a, -b] for a, b in itertools.combinations(literals, 2)]

    def day(self, own):
        """One party: one meeting at a time, busy as often as it has meetings, idle slots."""
        busy = {}
        for slot in range(self.slots):
            here = [meeting[slot] for meeting in own if slot in meeting]
            if here:
                self.at_most_one(here)
                busy[slot] = self.fresh()
                self.clauses.append([-busy[slot], *here])
                self.clauses += [[-literal, busy[slot]] for literal in here]
        exactly = CardEnc.equals(
            list(busy.values()), len(own), top_id=self.count, encoding=EncType.seqcounter
        )
        self.clauses += exactly.clauses
        self.count = max(self.count, exactly.nv)
        begun = self.chain(range(self.slots), busy)
        going = self.chain(range(self.slots - 1, -1, -1), busy)
        self.idle(own, begun, going)

    def chain(self, order, busy):
        """For each slot "busy in it or before it", in some order of the slots."""
        been, last = {}, None
        for slot in order:
            been[slot] = self.fresh()
            earlier = [] if last is None else [been[last]]
            here = [busy[slot]] if slot in busy else []
            self.clauses += [[-literal, been[slot]] for literal in earlier + here]
            self.clauses.append([-been[slot], *earlier, *here])
            last = slot
        return been

    def idle(self, own, begun, going):
        """What a day costs that begins in some slot: by the windows into which it fits."""
        total = len(own)
        least = {slot: self.least(own, slot) for slot in range(self.slots)}
        base = min(cost for cost in least.values() if cost is not None)
        most = self.slots - total
        more = {k: self.fresh() for k in range(base, most)}
        self.base += base
        self.costs += more.values()
        self.clauses += [[-more[k + 1], more[k]] for k in more if k + 1 in more]
        for slot, cost in least.items():
            elsewhere = [-begun[slot]] + ([begun[slot - 1]] if slot else [])
            if cost is None:
                self.clauses.append(elsewhere)
                continue
            if cost > base:
                self.clauses.append([*elsewhere, more[cost - 1]])
            for idle in range(base, most + 1):
                if slot + total + idle < self.slots:
                    waits = [more[idle]] if idle in more else []
                    self.clauses.append([*elsewhere, -going[slot + total + idle], *waits])

    def least(self, own, first):
        """Fewest idle slots of a day that begins in `first`; None if none can."""
        if not any(first in meeting for meeting in own):
            return None
        for end in range(first + len(own), self.slots + 1):
            if matched(own, range(first, end)):
                return end - first - len(own)
        return None


def matched(own, window):
    """Whether all meetings have slots of their own in a window (augmenting paths)."""
    taken = {}

    def augment(meeting, seen):
        for slot in own[meeting]:
            if slot in window and slot not in seen:
                seen.add(slot)
                if slot not in taken or augment(taken[slot], seen):
                    taken[slot] = meeting
                    return True
        return False

    return all(augment(meeting, set()) for meeting in range(len(own)))


def bound(clauses, seconds):
    formula, begin = WCNF(), time.time()
    formula.extend(clauses.clauses)
    formula.extend([[-cost] for cost in clauses.costs], weights=[1] * len(clauses.costs))

    class Told(RC2):
        def process_core(self):
            super().process_core()
            print(f"{time.time() - begin:7.1f} s  {self.cost + clauses.base}", flush=True)

    solver = Told(formula, solver="g4", adapt=True, minz=True, trim=2)
    worker = threading.Thread(target=solver.compute, daemon=True)
    worker.start()
    worker.join(seconds)
    print("no better bound in time" if worker.is_alive() else f"optimum {solver.cost + clauses.base}")


def plan(clauses, idle):
    begin, most = time.time(), idle - clauses.base
    if most < 0:
        print(f"no plan: the parties by themselves need {clauses.base}")
        return
    counter = ITotalizer(clauses.costs, ubound=most + 1, top_id=clauses.count)
    solver = Solver("cadical195", bootstrap_with=clauses.clauses + counter.cnf.clauses)
    solver.add_clause([-counter.rhs[most]])
    found = solver.solve()
    print(f"{idle} idle slots: {'a plan' if found else 'no plan'}, {time.time() - begin:.0f} s")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=["bound", "plan"])
    parser.add_argument("problem")
    parser.add_argument("idle", type=int, nargs="?", default=0)
    parser.add_argument("--seconds", type=float, default=120)
    arguments = parser.parse_args()
    clauses = Clauses(json.load(open(arguments.problem)))
    if arguments.what == "bound":
        bound(clauses, arguments.seconds)
    else:
        plan(clauses, arguments.idle)


if __name__ == "__main__":
    main()
