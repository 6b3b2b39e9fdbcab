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
