//! Names that are one body and names that are not.

use super::*;
use crate::domain::Organization;

fn roster(names: &[&str]) -> Fair {
    let organizations = names.iter().enumerate().map(|(n, name)| Organization {
        id: format!("E{n}"),
        name: (*name).into(),
        ..Organization::default()
    });
    Fair { organizations: organizations.collect(), ..Fair::default() }
}

fn score(a: &str, b: &str) -> f64 {
    pairs(&roster(&[a, b])).first().map_or(0.0, |pair| pair.score)
}

#[test]
fn the_same_body_under_two_names_is_found() {
    let same = [
        ("虚钛科技有限公司", "虚钛科技有限责任公司"),
        ("虚钛科技有限公司", "虚钛科技股份有限公司"),
        ("虚钛科技有限公司", "虚钛科技（集团）有限公司"),
        ("河南虚钛科技有限公司", "河南省虚钛科技有限公司"),
        ("焦作虚钛科技有限公司", "河南省焦作市虚钛科技有限公司"),
        ("焦作虚钛科技有限公司", "虚钛科技有限公司"),
        ("虚钛科技", "焦作市虚钛科技有限公司"),
        ("虚钛（焦作）科技有限公司", "虚钛(焦作)科技有限公司"),
        ("虚 钛科技有限公司", "虚钛科技有限公司"),
        ("焦作工学院", "河南理工大学"),
        ("虚钛机械有限公司（原虚构第二机械厂）", "虚构第二机械厂"),
        ("河南省科学院", "河南科学院"),
        ("Fictional Motors Co., Ltd.", "Fictional Motors Company Limited"),
    ];
    for (a, b) in same {
        assert!(score(a, b) >= 0.6, "{a} = {b}");
    }
}

#[test]
fn different_bodies_are_left_apart() {
    let different = [
        ("某某缝纫机股份有限公司", "某某缝纫机有限公司"),
        ("某公司", "某公司"),
        ("郑州虚钛科技有限公司", "焦作虚钛科技有限公司"),
        ("虚钛科技有限公司", "虚钛新材料有限公司"),
        ("虚钛科技有限公司", "虚钛科技有限公司焦作分公司"),
        ("虚构第一中学", "虚构第二中学"),
        ("虚构大学（东校区）", "虚构大学（西校区）"),
        ("虚构科技大学", "虚构科技学院"),
        ("河南理工大学", "大连理工大学"),
        ("理工大学", "河南理工大学"),
        ("虚钛（焦作）科技有限公司", "虚钛科技有限公司"),
        ("焦作建设投资有限公司", "建设投资有限公司"),
        ("焦作市建设投资有限公司", "河南建设投资有限公司"),
        ("虚钛一厂有限公司", "虚钛二厂有限公司"),
    ];
    for (a, b) in different {
        assert!(score(a, b) == 0.0, "{a} ≠ {b}");
    }
}

#[test]
fn codes_decide_where_both_have_one() {
    let mut fair =
        roster(&["虚钛科技有限公司", "虚钛新材料有限公司", "虚钛科技有限责任公司"]);
    let codes = ["91000000000000000K", "91000000000000000K", "910000000000000011"];
    for (organization, code) in fair.organizations.iter_mut().zip(codes) {
        organization.uscc = Some(code.into());
    }
    let found = pairs(&fair);
    assert_eq!(found.len(), 1);
    assert_eq!((&*found[0].a, &*found[0].b), ("E0", "E1"));
    assert_eq!(found[0].reasons[0].key(), "duplicate-same-code");
}

#[test]
fn a_slip_of_the_pen_needs_the_same_phone() {
    let mut fair = roster(&["虚钛合金科技有限公司", "虚钛合全科技有限公司"]);
    assert_eq!(pairs(&fair), []);
    for organization in &mut fair.organizations {
        organization.contact.phones = vec!["0000-0000000".into()];
    }
    assert_eq!(pairs(&fair)[0].reasons[0].key(), "duplicate-phone");
}

/// What schools are called.
const SCHOOLS: &[&str] = &[
    "科技大学",
    "科技学院",
    "工业大学",
    "工业学院",
    "工程学院",
    "理工大学",
    "理工学院",
    "师范大学",
    "师范学院",
    "医学院",
];

/// Names as registers hold them: every combination of place, brand and trade is a body of
/// its own, as are numbered schools and branches.
fn different_names() -> Vec<String> {
    let mut names = firms();
    for number in "一二三四五六七八九十".chars() {
        for kind in ["中学", "人民医院", "化工厂", "建筑公司", "设计院"] {
            for place in ["虚构市", "虚构县", "拟设市"] {
                names.push(format!("{place}第{number}{kind}"));
            }
        }
    }
    for place in ["北", "东", "西", "南", "中"] {
        for kind in SCHOOLS {
            names.push(format!("虚{place}{kind}"));
            names.push(format!("构{place}{kind}"));
        }
    }
    names
}

fn firms() -> Vec<String> {
    const PLACES: &[&str] = &[
        "焦作",
        "郑州",
        "洛阳市",
        "河南省",
        "新乡市",
        "开封",
        "武汉",
        "西安市",
        "上海",
        "南阳市",
        "沁阳市",
    ];
    const BRANDS: &[&str] =
        &["虚钛", "幻峰", "拟江", "假石", "佯远", "构成", "云设", "托名", "伪川", "仿岳"];
    const TRADES: &[&str] = &[
        "科技",
        "新材料",
        "机械制造",
        "生物医药",
        "环保工程",
        "汽车零部件",
        "电子",
        "重工",
    ];
    const FORMS: &[&str] = &["有限公司", "股份有限公司", "有限责任公司"];
    let mut names = Vec::new();
    for place in PLACES {
        for brand in BRANDS {
            for trade in TRADES {
                let form = FORMS[names.len() % FORMS.len()];
                names.push(format!("{place}{brand}{trade}{form}"));
            }
        }
    }
    names
}

#[test]
fn a_thousand_different_names_hardly_pair() {
    let names = different_names();
    assert!(names.len() >= 1000, "{}", names.len());
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let found = pairs(&roster(&names));
    assert!(found.len() < 5, "{} false: {:?}", found.len(), &found[..5]);
}
