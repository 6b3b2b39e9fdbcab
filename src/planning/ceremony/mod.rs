//! On which stage, in which batch, at which place: the signing ceremony.
//!
//! The order on stage follows the rule kind, then priority, then amount; nobody signs
//! twice in a batch nor in two batches that follow each other; batches and places given by
//! hand are pins. Among all ceremonies that keep these rules the shortest is taken, of
//! those one in which every kind waits for the kinds before it if there is one, and of
//! those the one that puts each project, in the order of the rule, as early as it can.

mod assign;
mod check;
mod clash;
mod kept;
mod order;
mod seats;
mod witness;

use std::collections::BTreeSet;

use chrono::NaiveDate;

pub use seats::{institution, protocol_row, sides};

use crate::domain::problem::{Problem, Severity};
use crate::domain::{
    Clock, Fair, Meeting, Person, Places, Signing, SigningSettings, Stage,
};

/// Projects that are signed at the same time on the same stage.
#[derive(Debug, Clone, PartialEq)]
pub struct Batch {
    /// Number, from 1.
    pub number: u32,
    /// Stage it stands on, from 1.
    pub stage: u32,
    /// First minute.
    pub start: Clock,
    /// First minute after.
    pub end: Clock,
    /// The projects, left to right as the audience sees them.
    pub projects: Vec<Signing>,
}

/// A planned ceremony.
#[derive(Debug, Clone, PartialEq)]
pub struct Ceremony {
    /// Day.
    pub date: Option<NaiveDate>,
    /// The batches, in order of time.
    pub batches: Vec<Batch>,
    /// What a person should look at before anything is printed.
    pub problems: Vec<Problem>,
}

/// What a ceremony is planned from.
#[derive(Debug, Clone, Copy)]
pub struct Programme<'a> {
    /// The projects, on stage or not.
    pub signings: &'a [Signing],
    /// The people of the fair.
    pub people: &'a [Person],
    /// The meetings already planned.
    pub meetings: &'a [Meeting],
    /// Ids and names of the organizations, to find their meetings.
    pub fair: Option<&'a Fair>,
    /// How it is held.
    pub settings: &'a SigningSettings,
    /// Places to keep as far as the rules allow; empty: none.
    pub kept: &'a Places,
    /// Day, if the settings give none.
    pub date: Option<NaiveDate>,
}

impl Ceremony {
    /// Whether it can be held as it is: nobody has to be in two places at once.
    pub fn is_sound(&self) -> bool {
        self.problems.iter().all(|problem| problem.severity != Severity::Error)
    }

    /// Batch and place of each project.
    pub fn places(&self) -> Places {
        let of_batch = |batch: &Batch| {
            let number = batch.number;
            let ids: Vec<_> = batch.projects.iter().map(|p| p.id.clone()).collect();
            ids.into_iter().zip(1..).map(move |(id, place)| (id, [number, place]))
        };
        self.batches.iter().flat_map(of_batch).collect()
    }
}

/// The day of a fair's ceremony: as the settings say, else the first day with a session,
/// else that of the first signing that names one.
pub fn day(fair: &Fair) -> Option<NaiveDate> {
    let settings = &fair.settings;
    let of_signing = || fair.signings.iter().find_map(|signing| signing.sign_date);
    settings.signing.date.or_else(|| settings.first_day()).or_else(of_signing)
}

/// How many projects of a fair are signed on stage.
pub fn projects(fair: &Fair) -> usize {
    fair.signings.iter().filter(|signing| takes_part(signing)).count()
}

/// Plans the ceremony. A kept place that would break a rule is given up, one after the
/// other, until the rules hold.
pub fn plan(programme: &Programme<'_>) -> Ceremony {
    let mut kept = programme.kept.clone();
    let settings = SigningSettings {
        stages: programme.settings.stages.clamp(1, most_stages(programme)),
        ..programme.settings.clone()
    };
    let programme = &Programme { settings: &settings, ..*programme };
    loop {
        let ceremony = with_kept(programme, &kept);
        let Some(broken) = kept::given_up(programme, &ceremony, &kept) else {
            return ceremony;
        };
        kept.remove(&broken);
    }
}

/// Stages that are of any use: one for each project, and those that are given by hand.
fn most_stages(programme: &Programme<'_>) -> u32 {
    let projects = programme.signings.iter().filter(|signing| takes_part(signing));
    let count = u32::try_from(projects.clone().count()).unwrap_or(u32::MAX);
    let by_hand = projects.filter_map(|signing| signing.batch);
    let kept = programme.kept.values().map(|[batch, _]| *batch);
    by_hand.chain(kept).fold(count.max(1), u32::max)
}

fn with_kept(programme: &Programme<'_>, kept: &Places) -> Ceremony {
    let settings = programme.settings;
    let mut ranked = order::on_stage(programme.signings, settings);
    let by_hand: BTreeSet<[u32; 2]> =
        ranked.iter().filter_map(|s| Some([s.batch?, s.position?])).collect();
    for signing in ranked.iter_mut().filter(|signing| !kept::is_by_hand(signing)) {
        if let Some([batch, position]) = kept.get(&signing.id) {
            // a place given by hand outdoes one that is kept
            let free = !by_hand.contains(&[*batch, *position]);
            signing.batch = Some(*batch);
            signing.position = Some(*position).filter(|_| free);
        }
    }
    let (placed, mut problems) = assign::batches(&ranked, settings);
    let date = settings.date.or(programme.date);
    let batches = placed
        .into_iter()
        .enumerate()
        .filter(|(_, projects)| !projects.is_empty())
        .map(|(index, projects)| batch(index, projects, settings))
        .collect();
    let mut ceremony = Ceremony { date, batches, problems: Vec::new() };
    problems.extend(check::problems(&ceremony, programme));
    ceremony.problems = problems;
    ceremony
}

/// Batches that stand at the same time share their minutes; a gap left empty so that a
/// signatory can rest keeps its minutes.
fn batch(index: usize, projects: Vec<Signing>, settings: &SigningSettings) -> Batch {
    let index = u16::try_from(index).unwrap_or(u16::MAX);
    let stages = u16::try_from(settings.stages.max(1)).unwrap_or(u16::MAX);
    let start =
        settings.start.plus((index / stages).saturating_mul(settings.minutes_per_batch));
    Batch {
        number: u32::from(index) + 1,
        stage: u32::from(index % stages) + 1,
        start,
        end: start.plus(settings.minutes_per_batch),
        projects,
    }
}

/// Whether a project is signed at all: on stage and not ended.
fn takes_part(signing: &Signing) -> bool {
    signing.on_stage && signing.stage != Stage::Ended
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{AmountKind, Money, Signatory, SigningKind, Yuan};
    use crate::text::messages::Lang;

    fn signing(id: &str, kind: SigningKind, amount: i64, by: &[&str]) -> Signing {
        let signatory =
            |name: &&str| Signatory { name: (*name).into(), ..Signatory::default() };
        Signing {
            id: id.into(),
            title: id.into(),
            kind,
            amount: Some(Money::exact(Yuan::new(amount), AmountKind::Investment)),
            signatories: by.iter().map(signatory).collect(),
            parties: vec!["甲".into(), "乙".into()],
            ..Signing::default()
        }
    }

    fn ceremony(signings: &[Signing], settings: &SigningSettings) -> Ceremony {
        kept(signings, settings, &Places::new())
    }

    /// The ceremony of signings that had places before.
    fn kept(signings: &[Signing], settings: &SigningSettings, kept: &Places) -> Ceremony {
        let programme = Programme {
            signings,
            people: &[],
            meetings: &[],
            fair: None,
            settings,
            kept,
            date: None,
        };
        plan(&programme)
    }

    fn ids(ceremony: &Ceremony) -> Vec<Vec<String>> {
        let ids = |batch: &Batch| batch.projects.iter().map(|p| p.id.clone()).collect();
        ceremony.batches.iter().map(ids).collect()
    }

    #[test]
    fn kind_then_priority_then_amount_decide_the_order() {
        use SigningKind::{GovernmentUniversity, Investment, Talent};
        let mut urgent = signing("c", Investment, 1, &[]);
        urgent.priority = Some(1);
        let all = [
            signing("t", Talent, 9, &[]),
            signing("a", Investment, 5, &[]),
            signing("b", Investment, 7, &[]),
            urgent,
            signing("g", GovernmentUniversity, 1, &[]),
        ];
        let settings = SigningSettings { per_batch: 3, ..SigningSettings::default() };
        let planned = ceremony(&all, &settings);
        assert_eq!(ids(&planned), [vec!["g", "c", "b"], vec!["a", "t"]]);
        assert_eq!(planned.batches[1].start.to_string(), "15:06");
    }

    #[test]
    fn more_stages_than_projects_are_as_good_as_one_each() {
        let kind = SigningKind::Investment;
        let all = [signing("a", kind, 9, &["x"]), signing("b", kind, 8, &["x"])];
        let planned = |stages| {
            let settings = SigningSettings { stages, ..SigningSettings::default() };
            ceremony(&all, &settings)
        };
        assert_eq!(planned(u32::MAX), planned(2));
    }

    #[test]
    fn nobody_signs_in_two_batches_in_a_row() {
        let kind = SigningKind::Investment;
        let all = [
            signing("a", kind, 9, &["x"]),
            signing("b", kind, 8, &["x"]),
            signing("c", kind, 7, &["y"]),
            signing("d", kind, 6, &["z"]),
        ];
        let settings = SigningSettings { per_batch: 2, ..SigningSettings::default() };
        assert_eq!(
            ids(&ceremony(&all, &settings)),
            [vec!["a", "c"], vec!["d"], vec!["b"]]
        );
    }

    /// The talent project could close the gap in the first batch, but talent signs last.
    #[test]
    fn a_later_kind_does_not_fill_the_gap_of_an_earlier_one() {
        use SigningKind::{Investment, Talent};
        let all = [
            signing("a", Investment, 9, &["x"]),
            signing("b", Investment, 8, &["x"]),
            signing("c", Investment, 7, &["y"]),
            signing("t", Talent, 6, &["z"]),
        ];
        let settings = SigningSettings { per_batch: 3, ..SigningSettings::default() };
        assert_eq!(
            ids(&ceremony(&all, &settings)),
            [vec!["a"], vec!["c"], vec!["b", "t"]]
        );
    }

    #[test]
    fn a_batch_given_by_hand_stays() {
        let kind = SigningKind::Investment;
        let mut late = signing("a", kind, 9, &[]);
        late.batch = Some(2);
        let all = [late, signing("b", kind, 8, &[]), signing("c", kind, 7, &[])];
        let settings = SigningSettings { per_batch: 2, ..SigningSettings::default() };
        assert_eq!(ids(&ceremony(&all, &settings)), [vec!["b", "c"], vec!["a"]]);
    }

    #[test]
    fn kept_places_stay_unless_a_rule_breaks() {
        let kind = SigningKind::Investment;
        let all = [signing("a", kind, 9, &["x"]), signing("b", kind, 8, &["x"])];
        let settings = SigningSettings::default();
        let before = Places::from([("a".into(), [3, 1]), ("b".into(), [2, 1])]);
        let places = kept(&all, &settings, &before).places();
        assert_eq!(places["a"], [4, 1]);
        assert_eq!(places["b"], [2, 1]);
    }

    #[test]
    fn a_kept_place_gives_way_to_one_by_hand() {
        let kind = SigningKind::Investment;
        let mut all = [signing("a", kind, 9, &["x y"]), signing("b", kind, 8, &["xy"])];
        let settings = SigningSettings { per_batch: 1, ..SigningSettings::default() };
        let before = Places::from([("a".into(), [1, 1]), ("b".into(), [3, 1])]);
        all[1].batch = Some(2);
        let planned = kept(&all, &settings, &before);
        assert_eq!(planned.places()["b"], [2, 1]);
        assert_eq!(planned.places()["a"], [4, 1], "signs once more, not next to b");
        assert!(planned.is_sound());
        all[0].signatories.clear();
        all[1].batch = Some(1);
        let planned = kept(&all, &settings, &before);
        assert_eq!([planned.places()["b"], planned.places()["a"]], [[1, 1], [2, 1]]);
    }

    #[test]
    fn pins_that_break_the_rules_are_reported() {
        let kind = SigningKind::Investment;
        let mut all = [signing("a", kind, 9, &["x"]), signing("b", kind, 8, &["x"])];
        all[0].batch = Some(1);
        all[1].batch = Some(2);
        let planned = ceremony(&all, &SigningSettings::default());
        assert_eq!(ids(&planned), [vec!["a"], vec!["b"]]);
        assert_eq!(planned.problems[0].code, "signatory_twice");
        let said = |planned: &Ceremony| planned.problems[0].say(Lang::En).message;
        assert_eq!(
            said(&planned),
            "x signs in batch 1 and in batch 2: too close together"
        );
        all[0].batch = Some(2);
        let planned = ceremony(&all, &SigningSettings::default());
        assert_eq!(said(&planned), "x signs twice in batch 2");
    }

    #[test]
    fn places_that_cannot_be_held_are_reported() {
        let kind = SigningKind::Investment;
        let pinned = |id: &str, amount, position| Signing {
            batch: Some(1),
            position: Some(position),
            ..signing(id, kind, amount, &[])
        };
        let told = |all: &[Signing]| {
            let planned = ceremony(all, &SigningSettings::default());
            let of_places =
                planned.problems.iter().filter(|p| p.code == "place_not_held");
            let told =
                of_places.map(|p| (p.subject.clone(), p.case, p.severity)).collect();
            (ids(&planned).concat(), told)
        };
        let clash = [pinned("a", 9, 2), pinned("b", 8, 2), signing("c", kind, 7, &[])];
        let (order, found): (_, Vec<_>) = told(&clash);
        assert_eq!(order, ["c", "b", "a"]);
        assert_eq!(found, [("a".into(), Some("taken"), Severity::Error)]);
        let (_, found) = told(&[pinned("a", 9, 7)]);
        assert_eq!(found, [("a".into(), None, Severity::Warning)]);
        let (_, found) = told(&[pinned("a", 9, 0)]);
        assert_eq!(found, [("a".into(), Some("zero"), Severity::Warning)]);
        assert_eq!(told(&[pinned("a", 9, 2), pinned("b", 8, 1)]).1, []);
    }

    /// What was planned before makes room for what somebody has put in its place.
    #[test]
    fn a_place_given_by_hand_outdoes_a_kept_one() {
        let kind = SigningKind::Investment;
        let mut all = [signing("a", kind, 8, &[]), signing("b", kind, 9, &[])];
        (all[1].batch, all[1].position) = (Some(1), Some(1));
        let before = Places::from([("a".into(), [1, 1])]);
        let settings = SigningSettings::default();
        let planned = kept(&all, &settings, &before);
        assert_eq!(ids(&planned), [vec!["b", "a"]]);
    }
}
