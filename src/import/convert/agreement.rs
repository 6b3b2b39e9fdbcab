//! What kind of project is signed, and by what type of agreement: sheets ask for both under the
//! same names.

use super::reader::Reader;
use crate::domain::problem::Problem;
use crate::domain::vocabulary::Worded as _;
use crate::domain::{ContractType, SigningKind};
use crate::import::field::Field;
use crate::import::value::{self, Parsed};

/// What an agreement is called, behind the kind of its project: 投资协议.
const AGREEMENTS: &[&str] = &["协议书", "协议", "合同", "项目"];
/// What a framework agreement has in its name.
const FRAMEWORKS: &[&str] = &["框架", "战略"];

/// The kind and the type of a project to sign: each from its column, else from that of the other
/// one, where its words name it.
pub(super) fn kind_and_type(
    reader: &mut Reader<'_>,
) -> (SigningKind, Option<ContractType>) {
    let (of_kind, of_type) = (reader.text(Field::Kind), reader.text(Field::ContractType));
    let (kind, other) = (kind_of(&of_kind), kind_of(&of_type));
    let (contract, elsewhere) = (type_of(&of_type), type_of(&of_kind));
    let unread = kind.is_none() && elsewhere.is_none();
    let kind = if unread { reader.code(Field::Kind) } else { kind };
    let unread = contract.is_none() && other.is_none();
    let contract =
        if unread { reader.parse(Field::ContractType, loosely) } else { contract };
    let elsewhere = elsewhere.filter(|_| kind.is_none());
    let other = other.filter(|_| contract.is_none());
    (kind.or(other).unwrap_or(SigningKind::Other), contract.or(elsewhere))
}

/// The kind that words name, as such or as its agreement.
fn kind_of(words: &str) -> Option<SigningKind> {
    let bare = || AGREEMENTS.iter().find_map(|word| words.strip_suffix(word));
    SigningKind::of_words(words).or_else(|| SigningKind::of_words(bare()?))
}

/// The type that words name and nothing else.
fn type_of(words: &str) -> Option<ContractType> {
    let parsed = value::code(words);
    parsed.value.filter(|_| parsed.problems.is_empty())
}

/// The type that words hold; 协议 behind words that are not known may be any agreement.
fn loosely(words: &str) -> Parsed<Option<ContractType>> {
    let mut parsed = value::code(words);
    let named = FRAMEWORKS.iter().any(|word| words.contains(word));
    let unknown = |problem: &Problem| problem.code == "unknown_vocabulary";
    if !named && parsed.problems.iter().any(unknown) {
        parsed.value = parsed.value.filter(|found| *found != ContractType::Framework);
    }
    parsed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_name_a_kind_or_a_type() {
        let table = [
            ("框架协议", None, Some(ContractType::Framework)),
            ("技术开发合同", None, Some(ContractType::Development)),
            ("技术开发（委托）合同", None, Some(ContractType::Development)),
            ("技术服务合同", None, Some(ContractType::Service)),
            ("意向协议", None, Some(ContractType::Intent)),
            ("投资协议", Some(SigningKind::Investment), None),
            ("平台共建协议", Some(SigningKind::Platform), None),
            ("产学研合作协议", Some(SigningKind::UniversityLocal), None),
            ("校地合作", Some(SigningKind::UniversityLocal), None),
            ("共建协议", None, None),
        ];
        for (words, kind, contract) in table {
            assert_eq!((kind_of(words), type_of(words)), (kind, contract), "{words}");
        }
    }

    #[test]
    fn an_agreement_of_unknown_words_is_no_framework() {
        assert_eq!(loosely("共建协议").value, None);
        let framework = Some(ContractType::Framework);
        assert_eq!(loosely("校地战略合作框架协议").value, framework);
        assert_eq!(loosely("技术开发（二期）").value, Some(ContractType::Development));
    }
}
