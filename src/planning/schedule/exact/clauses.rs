//! What the model is written into, whichever solver reads it.

use std::collections::BTreeMap;

use batsat::Lit;

/// For sets of literals, sorted, the literal that says that one of them holds.
pub(super) type Gates = BTreeMap<Vec<Lit>, Lit>;

/// Takes clauses.
pub(super) trait Clauses {
    /// The literal that always holds.
    fn yes(&self) -> Lit;

    /// A new literal.
    fn fresh(&mut self) -> Lit;

    /// At least one of `literals` holds, none of which is known to hold or not to.
    fn add(&mut self, literals: &[Lit]);

    /// What [`either`](Self::either) has made.
    fn gates(&mut self) -> &mut Gates;

    /// The literal that never holds.
    fn no(&self) -> Lit {
        !self.yes()
    }

    /// At least one of `literals` holds.
    fn clause(&mut self, literals: &[Lit]) {
        if !literals.contains(&self.yes()) {
            let no = self.no();
            let open: Vec<Lit> =
                literals.iter().copied().filter(|&literal| literal != no).collect();
            self.add(&open);
        }
    }

    /// The literal that holds exactly when one of `literals` does: the same one for the same
    /// literals, for a solver that has to find out first that two say the same proves nothing
    /// about both.
    fn either(&mut self, literals: &[Lit]) -> Lit {
        let (yes, no) = (self.yes(), self.no());
        if literals.contains(&yes) {
            return yes;
        }
        let mut open: Vec<Lit> = literals.iter().copied().filter(|&l| l != no).collect();
        open.sort_unstable();
        open.dedup();
        match open.as_slice() {
            [] => return no,
            [one] => return *one,
            _ => {}
        }
        if let Some(&known) = self.gates().get(&open) {
            return known;
        }
        let any = self.fresh();
        for &literal in &open {
            self.add(&[!literal, any]);
        }
        let mut one = open.clone();
        one.push(!any);
        self.add(&one);
        self.gates().insert(open, any);
        any
    }

    /// The literal that holds exactly when all of `literals` do.
    fn all(&mut self, literals: &[Lit]) -> Lit {
        let nots: Vec<Lit> = literals.iter().map(|&literal| !literal).collect();
        !self.either(&nots)
    }
}
