//! Posts and professional titles (职称、职务).

use std::sync::OnceLock;

use super::{Piece, Vocabulary};

/// Whether a text names posts or titles alone and nobody who holds them: 教授、博士生导师.
pub fn is_post(text: &str) -> bool {
    let pieces = words().pieces(text);
    let of_post = |piece: &Piece<'_, ()>| match piece {
        Piece::Known(..) | Piece::Break => true,
        Piece::Unknown(_) => false,
    };
    !pieces.is_empty() && pieces.iter().all(of_post)
}

fn words() -> &'static Vocabulary<()> {
    static WORDS: OnceLock<Vocabulary<()>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let file = include_str!("../../../data/vocabulary/post.toml");
        Vocabulary::read(file, |_| Some(()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_post_alone_is_told_from_who_holds_it() {
        let posts = ["教授", "院长、教授", "教授/博士生导师", "Professor", "副教授 博导"];
        assert!(posts.iter().all(|text| is_post(text)));
        let people = ["王样教授", "周样五", "Dr. Example", "Dean Example", ""];
        assert!(people.iter().all(|text| !is_post(text)));
    }
}
