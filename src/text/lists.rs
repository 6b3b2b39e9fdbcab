//! Word lists of `data/vocabulary`, compiled in and read when first asked for.

/// Makes a type of the word lists of a file of `data/vocabulary`, a field a list, and
/// `get()`, which gives them, longest words first: what begins with a word begins with the
/// longest one that fits.
macro_rules! word_lists {
    (
        $(#[$about:meta])*
        $vis:vis $name:ident in $file:literal {
            $($(#[$said:meta])* $list:ident,)+
        }
    ) => {
        $(#[$about])*
        #[derive(Debug, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        $vis struct $name {
            $($(#[$said])* #[serde(borrow)] $vis $list: Vec<&'static str>,)+
        }

        impl $name {
            /// The lists.
            $vis fn get() -> &'static Self {
                static LISTS: std::sync::OnceLock<$name> = std::sync::OnceLock::new();
                LISTS.get_or_init(|| {
                    let file = include_str!(concat!(
                        env!("CARGO_MANIFEST_DIR"), "/data/vocabulary/", $file, ".toml"
                    ));
                    let mut lists: $name =
                        toml::from_str(file).expect("the word lists are well formed");
                    $(lists.$list.sort_by_key(|word| std::cmp::Reverse(word.len()));)+
                    lists
                })
            }
        }
    };
}

pub(crate) use word_lists;

#[cfg(test)]
mod tests {
    word_lists! {
        /// The words of captions.
        Words in "captions" {
            /// How one ends.
            ends,
            /// What shows that it is one.
            signs,
            /// What it may consist of besides.
            inside,
        }
    }

    #[test]
    fn the_longest_words_come_first() {
        let words = Words::get();
        for list in [&words.ends, &words.signs, &words.inside] {
            assert!(!list.is_empty());
            assert!(list.windows(2).all(|pair| pair[0].len() >= pair[1].len()));
        }
    }
}
