//! Which file takes names from which, read off the paths in the source tree.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A module by the names from the root to it.
type Module = Vec<String>;

/// Where the tests at the foot of a file begin.
pub(crate) const TESTS: &str = "#[cfg(test)]\nmod tests {";

/// The files of the tree, by module.
pub(crate) struct Tree {
    files: BTreeMap<Module, File>,
}

/// What a file says of others.
struct File {
    /// As it is shown: relative to `src`.
    name: String,
    /// The names that `use` lines take from elsewhere, with their paths.
    taken: BTreeMap<String, Vec<String>>,
    /// The paths that stand for something the file needs: those of its own `use` lines
    /// (what it only passes on is not needed) and those within its code.
    needed: BTreeSet<Vec<String>>,
}

/// Where a path leads.
enum End {
    Module(Module),
    /// Something defined in a module's file.
    Item(Module),
}

impl Tree {
    /// Reads the files below a root; files of tests are left out.
    pub(crate) fn read(root: &Path, files: &[PathBuf]) -> Self {
        let mut tree = Self { files: BTreeMap::new() };
        for path in files.iter().filter(|path| !path.ends_with("tests.rs")) {
            let inside = path.strip_prefix(root).expect("below the root");
            let mut module: Module = inside
                .with_extension("")
                .iter()
                .map(|part| part.to_string_lossy().into_owned())
                .collect();
            if module.last().is_some_and(|last| last == "mod" || last == "lib") {
                module.pop();
            }
            let text = fs::read_to_string(path).expect("sources are UTF-8");
            tree.files.insert(module, File::of(inside, &text));
        }
        tree
    }

    /// The sets of files that need one another, by name. What a file takes from a module it
    /// lies in is left out: the front of a room may name the parts, and each part the words
    /// that all of them share.
    pub(crate) fn circles(&self) -> Vec<Vec<String>> {
        let needs =
            self.files.keys().map(|module| (module.as_slice(), self.needs(module)));
        let name = |module: &[String]| self.files[module].name.clone();
        circles(&needs.collect(), name)
    }

    /// The sets of rooms of a floor (a file or folder in its folder, with all that is in it) that
    /// need one another, by path.
    pub(crate) fn circles_of_rooms(&self) -> Vec<Vec<String>> {
        let mut needs: BTreeMap<&[String], BTreeSet<&[String]>> = BTreeMap::new();
        for module in self.files.keys().filter(|module| module.len() > 1) {
            let others = self.needs(module).into_iter().filter(|other| other.len() > 1);
            let others = others.map(|other| &other[..2]);
            let own = needs.entry(&module[..2]).or_default();
            own.extend(others.filter(|other| *other != &module[..2]));
        }
        circles(&needs, |room| room.join("/"))
    }

    /// The files that a file needs.
    fn needs(&self, module: &Module) -> BTreeSet<&[String]> {
        let ends = self.files[module].needed.iter().filter_map(|p| self.end(module, p));
        let others = ends.filter_map(|end| match end {
            End::Item(other) if !module.starts_with(&other) => Some(other),
            End::Item(_) | End::Module(_) => None,
        });
        let known = others.filter_map(|other| Some(self.files.get_key_value(&other)?.0));
        known.map(Module::as_slice).collect()
    }

    /// Where a path in a module's file leads; `None`: out of the tree, or nowhere else.
    fn end(&self, module: &Module, path: &[String]) -> Option<End> {
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" => self.walk(Module::new(), rest),
            "self" => self.walk(module.clone(), rest),
            "super" => {
                let (_, parent) = module.split_last()?;
                match rest.first() {
                    Some(next) if next == "super" => self.end(&parent.to_vec(), rest),
                    _ => self.walk(parent.to_vec(), rest),
                }
            }
            _ if self.knows(module, first) => self.walk(module.clone(), path),
            _ => None,
        }
    }

    /// Whether a name is a file below the module or taken from another one.
    fn knows(&self, module: &Module, name: &str) -> bool {
        self.child(module, name).is_some()
            || self.files[module].taken.get(name).is_some_and(|path| path[0] != name)
    }

    fn child(&self, module: &Module, name: &str) -> Option<Module> {
        let child = [module.as_slice(), &[name.to_owned()]].concat();
        self.files.contains_key(&child).then_some(child)
    }

    fn walk(&self, module: Module, path: &[String]) -> Option<End> {
        let Some((name, rest)) = path.split_first() else {
            return Some(End::Module(module));
        };
        // The last name is rather a function than the file called like it.
        let taken = self.files.get(&module).and_then(|file| file.taken.get(name));
        if let (Some(child), true) =
            (self.child(&module, name), !rest.is_empty() || taken.is_none())
        {
            return self.walk(child, rest);
        }
        let Some(taken) = taken else { return Some(End::Item(module)) };
        match self.end(&module, taken)? {
            End::Module(module) => self.walk(module, rest),
            item @ End::Item(_) => Some(item),
        }
    }
}

/// What needs what.
type Needs<'a> = BTreeMap<&'a [String], BTreeSet<&'a [String]>>;

/// The sets of modules that need one another, by name.
fn circles(needs: &Needs<'_>, name: impl Fn(&[String]) -> String) -> Vec<Vec<String>> {
    let reached: Needs<'_> =
        needs.keys().map(|module| (*module, reached(module, needs))).collect();
    let mut circles = BTreeSet::new();
    for (module, others) in &reached {
        let back = others.iter().filter(|other| reached[*other].contains(module));
        let circle: Vec<String> = back.map(|other| name(other)).collect();
        if circle.len() > 1 {
            circles.insert(circle);
        }
    }
    circles.into_iter().collect()
}

/// What a module needs, and what that needs.
fn reached<'a>(from: &'a [String], needs: &Needs<'a>) -> BTreeSet<&'a [String]> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<&[String]> = vec![from];
    while let Some(module) = open.pop() {
        open.extend(needs[module].iter().filter(|other| reached.insert(**other)));
    }
    reached
}

impl File {
    fn of(inside: &Path, text: &str) -> Self {
        let code = text.split(TESTS).next().unwrap_or_default();
        let (mut taken, mut needed) = (BTreeMap::new(), BTreeSet::new());
        let mut lines = code.lines().map(uncommented);
        while let Some(line) = lines.next() {
            let Some((front, first)) = use_line(line) else {
                needed.extend(paths(line));
                continue;
            };
            let mut tree = first.to_owned();
            while !tree.contains(';') {
                let Some(more) = lines.next() else { break };
                tree.push_str(more.trim_start());
            }
            for (path, name) in leaves(&[], tree.trim_end_matches(';')) {
                if !front.starts_with("pub") {
                    needed.insert(path.clone());
                }
                if path != [name.as_str()] {
                    taken.insert(name, path);
                }
            }
        }
        let name = inside.to_string_lossy().replace('\\', "/");
        Self { name, taken, needed }
    }
}

fn uncommented(line: &str) -> &str {
    line.split("//").next().unwrap_or_default().trim_end()
}

/// What stands before and after the word `use` of a line, unless that is indented.
fn use_line(line: &str) -> Option<(&str, &str)> {
    let (front, tree) = line.split_once("use ")?;
    (front.is_empty() || front.starts_with("pub")).then_some((front, tree))
}

/// The paths of two names or more in a line of code.
fn paths(line: &str) -> impl Iterator<Item = Vec<String>> {
    line.split(|c: char| !c.is_alphanumeric() && c != '_' && c != ':')
        .filter(|word| word.contains("::"))
        .map(names)
        .filter(|path| path.len() > 1)
}

fn names(path: &str) -> Vec<String> {
    path.split(':').map(str::trim).filter(|n| !n.is_empty()).map(str::to_owned).collect()
}

/// The paths that a tree of a `use` line names, each with the name it has from then on.
fn leaves(before: &[String], tree: &str) -> Vec<(Vec<String>, String)> {
    if let Some((head, group)) = tree.split_once('{') {
        let before = [before, &names(head)].concat();
        let group = group.trim_end().trim_end_matches(',');
        let group = group.strip_suffix('}').unwrap_or(group);
        return parts(group).into_iter().flat_map(|part| leaves(&before, part)).collect();
    }
    let (path, alias) = tree.split_once(" as ").unwrap_or((tree, ""));
    let mut path = [before, &names(path)].concat();
    if path.last().is_some_and(|last| last == "self") {
        path.pop();
    }
    match path.last().cloned() {
        Some(last) if last != "*" => {
            let name = if alias.is_empty() { last } else { alias.trim().to_owned() };
            vec![(path, name)]
        }
        _ => Vec::new(),
    }
}

/// The first names of the paths that the text after a `crate::` begins with: one, or one of
/// each part of a group.
pub(crate) fn first_names(text: &str) -> Vec<String> {
    let first = |path: &str| {
        let end = |c: char| !c.is_ascii_alphanumeric() && c != '_';
        path.trim().split(end).next().unwrap_or_default().to_owned()
    };
    let Some(group) = text.strip_prefix('{') else { return vec![first(text)] };
    let mut depth = 1;
    let end = group.find(|c| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        depth == 0
    });
    parts(&group[..end.unwrap_or(group.len())]).into_iter().map(first).collect()
}

/// The parts of a group, split at the commas outside inner groups.
fn parts(group: &str) -> Vec<&str> {
    let mut depth = 0;
    group
        .split(|c| {
            depth += i32::from(c == '{') - i32::from(c == '}');
            c == ',' && depth == 0
        })
        .filter(|part| !part.trim().is_empty())
        .collect()
}

#[test]
fn a_circle_is_found_through_what_a_file_passes_on() {
    let files = [
        ("a/mod.rs", "mod b;\nmod c;\npub use b::{B, other as renamed};\n"),
        ("a/b.rs", "use super::c;\npub fn f() {\n    c::run();\n}\n"),
        ("a/c.rs", "use crate::a::{\n    B,\n};\n// use crate::d::D;\n"),
        ("d.rs", "use crate::a::renamed;\n"),
    ];
    let module = |path: &str| names(&path.replace(".rs", "").replace('/', ":"));
    let files = files.map(|(path, text)| {
        let mut module = module(path);
        module.retain(|name| name != "mod");
        (module, File::of(Path::new(path), text))
    });
    let tree = Tree { files: files.into() };
    assert_eq!(tree.circles(), [["a/b.rs", "a/c.rs"]]);
    assert_eq!(tree.circles_of_rooms(), [["a/b", "a/c"]]);
}
