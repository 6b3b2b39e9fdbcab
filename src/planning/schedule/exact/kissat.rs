//! Kissat behind a narrow door: clauses in, one verdict out. It simplifies clauses as it goes and so
//! proves what the other solver does not, but it can be asked once only, and not be stopped.

use batsat::{Lit, Var};

use super::clauses::{Clauses, Gates};

/// A clause set for one question.
pub(super) struct Kissat {
    solver: cat_solver::Solver,
    variables: u32,
    yes: Lit,
    gates: Gates,
}

impl Kissat {
    pub(super) fn new() -> Self {
        let yes = Lit::new(Var::unsafe_from_idx(0), true);
        let mut solver = cat_solver::Solver::new();
        solver.add_clause([number(yes)]);
        Self { solver, variables: 1, yes, gates: Gates::new() }
    }

    /// Whether all clauses can hold, if `conflicts` conflicts tell.
    pub(super) fn solve(&mut self, conflicts: u32) -> Option<bool> {
        self.solver.set_limit("conflicts", conflicts).expect("a limit that there is");
        self.solver.solve()
    }

    /// Whether `literal` holds in the model found.
    pub(super) fn holds(&self, literal: Lit) -> bool {
        self.solver.value(number(literal)) == Some(true)
    }
}

impl Clauses for Kissat {
    fn yes(&self) -> Lit {
        self.yes
    }

    fn fresh(&mut self) -> Lit {
        self.variables += 1;
        Lit::new(Var::unsafe_from_idx(self.variables - 1), true)
    }

    fn add(&mut self, literals: &[Lit]) {
        self.solver.add_clause(literals.iter().copied().map(number));
    }

    fn gates(&mut self) -> &mut Gates {
        &mut self.gates
    }
}

/// As DIMACS writes it.
fn number(literal: Lit) -> i32 {
    let index = i32::try_from(literal.var().idx())
        .expect("fewer variables than clauses that fit into memory");
    let variable = index + 1;
    if literal.sign() { variable } else { -variable }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `birds` in `holes`, one in each.
    fn pigeons(birds: usize, holes: usize) -> (Kissat, Vec<Vec<Lit>>) {
        let mut sat = Kissat::new();
        let sits: Vec<Vec<Lit>> =
            (0..birds).map(|_| (0..holes).map(|_| sat.fresh()).collect()).collect();
        for holes in &sits {
            sat.clause(holes);
        }
        for (index, bird) in sits.iter().enumerate() {
            for other in &sits[..index] {
                bird.iter().zip(other).for_each(|(&a, &b)| sat.clause(&[!a, !b]));
            }
        }
        (sat, sits)
    }

    #[test]
    fn as_many_birds_as_holes_have_one_each() {
        let (mut sat, sits) = pigeons(4, 4);
        assert_eq!(sat.solve(1_000), Some(true));
        let mut holes: Vec<usize> = sits
            .iter()
            .map(|holes| holes.iter().position(|&here| sat.holds(here)).unwrap())
            .collect();
        holes.sort_unstable();
        assert_eq!(holes, [0, 1, 2, 3]);
    }

    #[test]
    fn one_bird_too_many_is_refused_or_not_told_in_time() {
        assert_eq!(pigeons(5, 4).0.solve(1_000), Some(false));
        assert_eq!(pigeons(12, 11).0.solve(10), None);
    }

    #[test]
    fn what_is_known_stays_out_of_clauses() {
        let mut sat = Kissat::new();
        let (yes, no, a) = (sat.yes(), sat.no(), sat.fresh());
        sat.clause(&[yes, no]);
        sat.clause(&[no, !a]);
        assert_eq!(sat.either(&[no, a, a]), a);
        assert_eq!(sat.either(&[a, yes]), yes);
        assert_eq!(sat.solve(10), Some(true));
        assert!(!sat.holds(a) && sat.holds(yes) && !sat.holds(no));
        let mut sat = Kissat::new();
        sat.clause(&[sat.no()]);
        assert_eq!(sat.solve(10), Some(false));
    }
}
