//! Matching tiny worlds.

use std::cmp::Ordering;
use std::sync::OnceLock;

use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;

use crate::domain::{Decision, EnterpriseRef, Fair, InstitutionRef, Organization};
use crate::matching::points::Total;
use crate::matching::world::World;
use crate::matching::{Collector, Memory};
use crate::text::concepts::Lexicon;
use crate::text::messages::{Lang, Message};

fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(Lexicon::default)
}

fn offering(id: &str, title: &str, institution: &str) -> Offering {
    let name = institution.to_owned();
    Offering {
        id: id.into(),
        title: title.into(),
        organization: InstitutionRef { name, ..InstitutionRef::default() },
        ..Offering::default()
    }
}

fn need(id: &str, title: &str) -> Need {
    let organization =
        EnterpriseRef { name: "丙厂".into(), ..EnterpriseRef::default() };
    Need { id: id.into(), title: title.into(), organization, ..Need::default() }
}

fn choice(top: usize, least: Option<f64>) -> Choice {
    let (weights, levels) = (Weights::default(), Levels::default());
    Choice { top, least, weights, levels, public: false }
}

fn run(fair: &Fair, choice: Choice) -> Vec<NeedMatches> {
    let mut collector = Collector::new(lexicon());
    collector.push(&fair.offerings);
    let corpus = collector.finish();
    let shelf = Memory::new(&fair.offerings);
    let world = World::of_fair(fair, NaiveDate::default());
    let ground = Ground {
        corpus: &corpus,
        shelf: &shelf,
        lexicon: lexicon(),
        world: &world,
        meanings: None,
    };
    let mut all = Vec::new();
    let matcher = Matcher::new(ground, choice);
    let done: Result<(), IndexError> = matcher.run(
        &fair.needs,
        |_, found| found,
        |found| {
            all.push(found);
            Ok(())
        },
    );
    done.unwrap();
    all
}

fn ids(found: &NeedMatches) -> Vec<&str> {
    found.matches.iter().map(|m| m.offering.as_str()).collect()
}

fn small() -> Fair {
    Fair {
        needs: vec![
            need("N1", "宽幅钛箔轧制工艺"),
            need("N2", "草莓种苗脱毒"),
            need("N3", "泵"),
        ],
        offerings: vec![
            offering("S1", "超薄钛箔异步轧制", "甲大学"),
            offering("S2", "钛合金粉末制备", "乙学院"),
            offering("S3", "猪流感病毒检测", "乙学院"),
        ],
        ..Fair::default()
    }
}

#[test]
fn the_right_one_comes_first_and_parts_add_up() {
    let found = &run(&small(), choice(5, Some(0.0)))[0];
    assert_eq!(ids(found), ["S1", "S2"]);
    let best = &found.matches[0];
    let mut total = Total::default();
    for criterion in &best.criteria {
        if let Some(points) = criterion.score {
            total.add(criterion.weight, points);
        }
    }
    assert_eq!(total, best.total);
    assert!(best.terms.iter().any(|term| term.term == "钛箔"));
}

#[test]
fn a_need_that_has_ended_seeks_nothing_and_hears_why() {
    let mut fair = small();
    fair.needs[0].stage = Stage::Ended;
    fair.decisions = vec![Decision {
        need: "N1".into(),
        offering: "S1".into(),
        decision: Some(Verdict::Accept),
        ..Decision::default()
    }];
    let found = &run(&fair, choice(5, Some(0.0)))[0];
    assert!(found.matches.is_empty());
    let unmatched = found.unmatched.as_ref().unwrap();
    assert_eq!(unmatched.code, NoMatch::RuledOut);
    assert_eq!(unmatched.reason().say(Lang::En), "The need has ended and seeks no more");
}

#[test]
fn two_names_of_a_concept_are_shown_once_and_in_their_own_letters() {
    let fair = Fair {
        needs: vec![need("N1", "飞灰用SCARA取样机")],
        offerings: vec![offering("S1", "垃圾焚烧灰的scara取样机", "甲大学")],
        ..Fair::default()
    };
    let best = &run(&fair, choice(5, Some(0.0)))[0].matches[0];
    let terms: Vec<&str> = best.terms.iter().map(|term| &*term.term).collect();
    let of = |part: &str| terms.iter().filter(|term| term.contains(part)).count();
    assert_eq!(of("飞灰"), 1, "{terms:?}");
    assert!(terms.contains(&"飞灰 ≈ 垃圾焚烧灰"), "{terms:?}");
    assert!(terms.contains(&"SCARA取样机"), "{terms:?}");
}

#[test]
fn a_relative_of_a_concept_counts_where_no_offering_has_the_concept_itself() {
    let fair = Fair {
        needs: vec![need("N1", "微晶玻璃的研发")],
        offerings: vec![
            offering("S1", "浮法玻璃生产线", "甲大学"),
            offering("S2", "玻璃的生产线", "乙学院"),
        ],
        ..Fair::default()
    };
    let found = &run(&fair, choice(5, Some(0.0)))[0];
    let place = crate::matching::criteria::place("concepts").unwrap();
    let said = |id: &str| {
        let of = found.matches.iter().find(|m| m.offering == id).unwrap();
        let concepts = &of.criteria[place];
        (concepts.score.map(|points| points.get() > 0), concepts.reason.clone())
    };
    let told = vec!["微晶玻璃 ~ 浮法玻璃".to_owned()];
    let told = Message::new("reason-concepts").with("concepts", told);
    assert_eq!(said("S1"), (Some(true), told));
    assert_eq!(said("S2"), (Some(false), Message::new("reason-concepts-none")));
}

#[test]
fn of_equal_totals_the_one_with_more_in_common_is_first_wherever_it_stands() {
    let mut fair = Fair {
        needs: vec![Need {
            preferred_partners: vec!["甲大学".into()],
            ..need("N1", "宽幅钛箔轧制工艺")
        }],
        offerings: vec![
            offering("S1", "铜箔轧制", "甲大学"),
            offering("S2", "宽幅钛箔轧制", "甲大学"),
        ],
        ..Fair::default()
    };
    let mut wish = choice(5, Some(0.0));
    assert!(wish.weights.set("text", 0) && wish.weights.set("concepts", 0));
    for _ in 0..2 {
        let found = &run(&fair, wish.clone())[0];
        assert_eq!(found.matches[0].total.cmp(&found.matches[1].total), Ordering::Equal);
        assert_eq!(ids(found), ["S2", "S1"]);
        fair.offerings.reverse();
    }
}

#[test]
fn needs_without_a_match_say_why() {
    let found = run(&small(), choice(3, None));
    let code = |at: usize| found[at].unmatched.as_ref().map(|u| u.code);
    assert_eq!(code(1), Some(NoMatch::BelowThreshold), "only 毒 is shared");
    assert_eq!(code(2), Some(NoMatch::TooThin));
}

#[test]
fn circumstances_never_lift_a_pair() {
    let mut fair = small();
    let plain = run(&fair, choice(5, Some(0.0)));
    fair.needs[0].fields = vec!["新材料".into()];
    fair.offerings[1].fields = vec!["新材料".into()];
    fair.settings.matching.weights.insert("field".into(), 1000);
    let mut strong = choice(5, Some(0.0));
    assert!(strong.weights.set("field", 1000));
    let fitting = run(&fair, strong);
    assert_eq!(ids(&fitting[0]), ids(&plain[0]));
    let score = |found: &[NeedMatches]| found[0].matches[1].total.points();
    assert_eq!(score(&fitting), score(&plain));
}

#[test]
fn a_wish_makes_a_candidate_without_shared_words() {
    let mut fair = small();
    fair.needs[1].preferred_partners = vec!["甲大学".into()];
    let found = run(&fair, choice(5, Some(0.0)));
    assert_eq!(ids(&found[1])[0], "S1");
}

#[test]
fn a_need_of_several_points_is_scored_by_each() {
    let mut fair = small();
    fair.needs.truncate(1);
    fair.needs[0].title = "技术求助".into();
    let lone = "草莓种苗脱毒快繁与检测技术";
    fair.needs[0].description = lone.into();
    fair.offerings[2].title = "草莓种苗脱毒".into();
    let alone = run(&fair, choice(1, Some(0.0)));
    let both = format!("①宽幅钛箔轧制工艺与边部开裂控制；②{lone}");
    fair.needs[0].description = both;
    let among = run(&fair, choice(2, Some(0.0)));
    let answers: Vec<_> =
        among[0].matches.iter().map(|m| (m.offering.as_str(), m.point)).collect();
    assert_eq!(answers, [("S3", Some(2)), ("S1", Some(1))]);
    assert_eq!(alone[0].matches[0].total, among[0].matches[0].total);
}

/// A fair whose offerings share more or fewer words with its need, in any order.
fn graded(order: &[usize]) -> Fair {
    let words = ["飞灰", "螯合", "钛箔", "轧制", "草莓", "脱毒", "离心", "泵阀"];
    let title = |n: usize| words[..=n % 8].concat() + words[(n * 3 + 1) % 8];
    let offerings =
        order.iter().map(|&n| offering(&format!("S{n:02}"), &title(n), "甲大学"));
    Fair {
        needs: vec![need("N1", &words.concat())],
        offerings: offerings.collect(),
        ..Fair::default()
    }
}

fn decisions() -> impl Strategy<Value = Vec<(usize, usize, bool)>> {
    prop::collection::vec((0..3_usize, 0..6_usize, any::<bool>()), 0..8)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever is decided, no rejected pair appears, by any name of the institution,
    /// nor an enterprise's own offering.
    #[test]
    fn exclusions_do_not_leak(decided in decisions(), own in 0..3_usize) {
        let mut fair = small();
        fair.organizations = vec![Organization {
            id: "U1".into(),
            name: "甲大学".into(),
            aliases: vec!["甲大".into()],
            ..Organization::default()
        }];
        fair.offerings[1].organization.name = "甲大".into();
        fair.offerings[own].organization.name = "丙厂".into();
        let targets = ["S1", "S2", "S3", "U1", "甲大", "乙学院"];
        for (at, other, reject) in &decided {
            let verdict = if *reject { Verdict::Reject } else { Verdict::Pin };
            fair.decisions.push(Decision {
                need: fair.needs[*at].id.clone(),
                offering: targets[*other].into(),
                decision: Some(verdict),
                ..Decision::default()
            });
        }
        let world = World::of_fair(&fair, NaiveDate::default());
        for found in run(&fair, choice(9, Some(0.0))) {
            for one in found.matches {
                let offering = fair.offering(&one.offering).unwrap();
                let organization = world.key(&offering.organization.name);
                let verdict = world.verdict(&one.need, &one.offering, organization);
                prop_assert_ne!(verdict, Some(Verdict::Reject));
                prop_assert_ne!(&offering.organization.name, "丙厂");
            }
        }
    }

    /// Leaving candidates out early changes nothing of those that are shown.
    #[test]
    fn the_best_are_the_first_of_all(
        order in Just((0..40).collect::<Vec<usize>>()).prop_shuffle(),
        top in 1..12_usize,
    ) {
        let fair = graded(&order);
        let all = run(&fair, choice(40, Some(0.0)));
        let best = run(&fair, choice(top, Some(0.0)));
        prop_assert_eq!(ids(&best[0]), &ids(&all[0])[..top]);
        let totals = |found: &NeedMatches| -> Vec<Total> {
            found.matches.iter().map(|m| m.total).collect()
        };
        prop_assert_eq!(totals(&best[0]), &totals(&all[0])[..top]);
    }
}
