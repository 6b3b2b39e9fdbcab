//! Code lists: closed vocabularies with a fixed code each.

use crate::text::messages::Message;

/// A member of a code list.
pub trait Code: Copy + Eq + Sized + 'static {
    /// The list's name, the prefix of its labels' message keys.
    const LIST: &'static str;
    /// Every member, in the order of the contract.
    const ALL: &'static [Self];
    /// The fixed code.
    fn code(self) -> &'static str;

    /// The member of a code.
    fn of_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|member| member.code() == code)
    }

    /// The member's name for people: the message `<list>-<code>`.
    fn label(self) -> Message {
        Message::new(format!("{}-{}", Self::LIST, self.code()))
    }
}

/// Defines a code list: the enum, its codes and its serde form.
macro_rules! codes {
    (
        $(#[$meta:meta])* $name:ident as $list:literal {
            $($(#[$doc:meta])* $member:ident = $code:literal),+ $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize,
        )]
        pub enum $name {
            $($(#[$doc])* #[serde(rename = $code)] $member),+
        }

        impl $crate::domain::code::Code for $name {
            const LIST: &'static str = $list;
            const ALL: &'static [Self] = &[$(Self::$member),+];
            fn code(self) -> &'static str {
                match self { $(Self::$member => $code),+ }
            }
        }
    };
}
pub(crate) use codes;

#[cfg(test)]
mod tests {
    use super::Code;
    use crate::domain::{
        AmountKind, Attendance, Class, ContractType, Cooperation, Degree, EventKind, Ip,
        Kind, NeedKind, OfferingKind, OrganizationKind, OutcomeKind, Per, PlanStatus,
        PolicyStage, Role, SigningKind, Stage, Verdict, problem::Severity,
    };
    use crate::text::messages::{Lang, has};

    fn every_member_has_a_label<C: Code>() {
        for member in C::ALL {
            for lang in Lang::ALL {
                assert!(has(lang, member.label().key()), "{}", member.label().key());
            }
            assert!(C::of_code(member.code()).is_some_and(|found| found == *member));
        }
    }

    #[test]
    fn every_code_is_named_in_every_language() {
        every_member_has_a_label::<AmountKind>();
        every_member_has_a_label::<Attendance>();
        every_member_has_a_label::<Class>();
        every_member_has_a_label::<ContractType>();
        every_member_has_a_label::<Cooperation>();
        every_member_has_a_label::<Degree>();
        every_member_has_a_label::<EventKind>();
        every_member_has_a_label::<Ip>();
        every_member_has_a_label::<Kind>();
        every_member_has_a_label::<NeedKind>();
        every_member_has_a_label::<OfferingKind>();
        every_member_has_a_label::<OrganizationKind>();
        every_member_has_a_label::<OutcomeKind>();
        every_member_has_a_label::<Per>();
        every_member_has_a_label::<PlanStatus>();
        every_member_has_a_label::<PolicyStage>();
        every_member_has_a_label::<Role>();
        every_member_has_a_label::<Severity>();
        every_member_has_a_label::<SigningKind>();
        every_member_has_a_label::<Stage>();
        every_member_has_a_label::<Verdict>();
    }
}
