//! The public items of emitted code, read back from its text.

use std::collections::{BTreeMap, BTreeSet};

use codegen::OutputFile;
use proc_macro2::TokenTree;
use syn::{
    Fields, FnArg, GenericArgument, ImplItem, Item, ItemImpl, ItemMacro, Path, PathArguments,
    ReturnType, Type, TypeParamBound, Visibility,
};

/// The lines of all public items.
pub(crate) fn items(files: &[OutputFile]) -> BTreeSet<String> {
    let mut reader = Reader::default();
    for file in
        files.iter().filter(|file| file.path.ends_with(".rs") && !file.path.ends_with("/tests.rs"))
    {
        let mut module: Vec<String> =
            file.path.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
        if module.last().is_some_and(|last| last == "mod" || last == "error_code") {
            module.pop();
        }
        let tree = syn::parse_file(&file.text).unwrap();
        for item in &tree.items {
            reader.item(&module, item);
        }
    }
    reader.finish()
}

#[derive(Default)]
struct Reader {
    lines: BTreeSet<String>,
    /// What is before and behind the path, and the traits, of each struct and enum.
    types: BTreeMap<String, (&'static str, &'static str, BTreeSet<String>)>,
}

impl Reader {
    fn finish(mut self) -> BTreeSet<String> {
        for (path, (before, behind, traits)) in self.types {
            let traits: Vec<String> = traits.into_iter().collect();
            let traits = traits.join(", ");
            self.lines.insert(format!("#[derive({traits})] {before} {path}{behind}"));
        }
        self.lines
    }

    fn add(&mut self, line: String) {
        assert!(self.lines.insert(line.clone()), "{line}");
    }

    fn item(&mut self, module: &[String], item: &Item) {
        let at = |ident: &syn::Ident| [module, &[plain(ident)]].concat().join("::");
        let here = Module(module);
        match item {
            Item::Mod(item) if is_public(&item.vis) => {
                self.add(format!("pub mod {}", at(&item.ident)));
                let inner = [module, &[plain(&item.ident)]].concat();
                item.content
                    .iter()
                    .flat_map(|(_, items)| items)
                    .for_each(|item| self.item(&inner, item));
            }
            Item::Type(item) if is_public(&item.vis) => {
                let (path, ty) = (at(&item.ident), here.ty(&item.ty));
                let of_lists = !item.generics.params.is_empty();
                let generic = if of_lists { "<T, M = runtime::Async>" } else { "" };
                self.add(format!("pub type {path}{generic} = {ty}"));
            }
            Item::Static(item) if is_public(&item.vis) => {
                let (path, ty) = (at(&item.ident), here.ty(&item.ty));
                self.add(format!("pub static {path}: {ty}"));
            }
            Item::Fn(item) if is_public(&item.vis) => {
                let (path, signature) = (at(&item.sig.ident), here.signature(&item.sig));
                self.add(format!("pub fn {path}{signature}"));
            }
            Item::Struct(item) if is_public(&item.vis) => {
                let generic = if item.generics.params.is_empty() {
                    ""
                } else {
                    "<M: runtime::Mode = runtime::Async>"
                };
                let traits = derives(&item.attrs);
                self.types.insert(at(&item.ident), ("pub struct", generic, traits));
                for field in item.fields.iter().filter(|field| is_public(&field.vis)) {
                    let path =
                        format!("{}::{}", at(&item.ident), plain(field.ident.as_ref().unwrap()));
                    self.add(format!("pub {path}: {}", here.ty(&field.ty)));
                }
            }
            Item::Enum(item) if is_public(&item.vis) => {
                let open =
                    item.attrs.iter().any(|attribute| attribute.path().is_ident("non_exhaustive"));
                let what = if open { "#[non_exhaustive] pub enum" } else { "pub enum" };
                self.types.insert(at(&item.ident), (what, "", derives(&item.attrs)));
                for variant in &item.variants {
                    let held = match &variant.fields {
                        Fields::Unnamed(fields) => {
                            format!("({})", here.ty(&fields.unnamed[0].ty))
                        }
                        _ => String::new(),
                    };
                    self.add(format!("pub {}::{}{held}", at(&item.ident), variant.ident));
                }
            }
            Item::Use(item) if is_public(&item.vis) && !module.is_empty() => {
                let path = reexport(module, &item.tree);
                self.add(format!("pub use {}::<<{path}>>", module.join("::")));
            }
            Item::Macro(item) if item.mac.path.segments.last().unwrap().ident == "identifier" => {
                let tokens = item.mac.tokens.to_string();
                let (_, name) = tokens.rsplit_once("struct ").unwrap();
                let (place, name) = (module.join("::"), name.trim_end_matches([';', ' ']));
                self.add(format!("runtime::identifier! pub struct {place}::{name}"));
            }
            Item::Macro(item) if item.mac.path.segments.last().unwrap().ident == "resources" => {
                for name in item.mac.tokens.to_string().split(',') {
                    let path = [module, &[name.trim().to_owned()]].concat().join("::");
                    let (_, _, traits) = self.types.get_mut(&path).unwrap();
                    traits.extend(["Clone", "Debug"].map(str::to_owned));
                }
            }
            Item::Impl(item) => self.implementation(module, item),
            Item::Macro(item) if item.mac.path.segments[1].ident == "wire" => {
                self.wire(module, item);
            }
            Item::Macro(item) => {
                let what = match item.mac.path.segments[1].ident.to_string().as_str() {
                    "call" => "runtime::call! pub struct",
                    "delta_call" => "runtime::delta_call! pub struct",
                    "list_call" => "runtime::list_call! pub struct",
                    other => panic!("{other}"),
                };
                let tokens = item.mac.tokens.to_string();
                // The error codes come first, then a line for each call.
                for line in tokens.trim_end_matches([';', ' ']).split(';').skip(1) {
                    let name = line.split(':').next().unwrap().trim();
                    let path = [module, &[name.to_owned()]].concat().join("::");
                    let (kind, _, traits) = self.types.get_mut(&path).unwrap();
                    *kind = what;
                    traits.extend(["Clone", "Debug"].map(str::to_owned));
                }
            }
            _ => {}
        }
    }

    /// What the code that reads and writes adds to the types beside it.
    fn wire(&mut self, module: &[String], item: &ItemMacro) {
        let what = item.mac.path.segments.last().unwrap().ident.to_string();
        let more: &[&str] = match what.as_str() {
            "bodies" => return,
            "models" => &["Debug", "Deserialize", "PartialEq", "Serialize"],
            "unions" => &["Deserialize", "Serialize"],
            "open_enums" => &["Deserialize", "Display", "Serialize"],
            other => panic!("{other}"),
        };
        let models: Vec<String> = match module.split_last() {
            Some((_, before)) => [before, &["models".to_owned()]].concat(),
            None => Vec::new(),
        };
        let mut tokens = item.mac.tokens.clone().into_iter();
        // Each entry begins with its type and ends with braces.
        while let Some(TokenTree::Ident(name)) = tokens.next() {
            tokens
                .by_ref()
                .take_while(|token| !matches!(token, TokenTree::Group(_)))
                .for_each(drop);
            let path = [models.as_slice(), &[plain(&name)]].concat().join("::");
            if what == "open_enums" {
                self.add(format!("pub fn {path}::as_str(&self) -> &str"));
                self.add(format!("impl From<String> for {path}"));
            }
            // The file of the models may come later or sooner.
            let entry = self.types.get_mut(&path).unwrap_or_else(|| panic!("{path}"));
            entry.2.extend(more.iter().map(|name| (*name).to_owned()));
        }
    }

    fn implementation(&mut self, module: &[String], item: &ItemImpl) {
        let here = Module(module);
        let Type::Path(on) = &*item.self_ty else { panic!("an impl on no path") };
        let target = here.target(&on.path);
        if let Some((path, _)) = &item.trait_ {
            let name = path.segments.last().unwrap();
            if name.ident == "Debug" {
                self.types.get_mut(&target).unwrap().2.insert("Debug".to_owned());
                return;
            }
            self.add(format!("impl {} for {target}", here.path(path)));
            for item in &item.items {
                if let ImplItem::Type(item) = item
                    && item.ident != "ErrorCode"
                    && item.ident != "Mode"
                {
                    let ty = here.ty(&item.ty);
                    self.add(format!("pub type {target}::{} = {ty}", item.ident));
                }
            }
            return;
        }
        let is_generic = !on.path.segments.last().unwrap().arguments.is_none();
        let target = if is_generic { format!("{target}<M>") } else { target };
        for item in &item.items {
            let ImplItem::Fn(method) = item else { continue };
            if !is_public(&method.vis) {
                continue;
            }
            let (name, signature) = (plain(&method.sig.ident), here.signature(&method.sig));
            let constant = if method.sig.constness.is_some() { "const " } else { "" };
            self.add(format!("pub {constant}fn {target}::{name}{signature}"));
        }
    }
}

/// The module that paths are read in.
struct Module<'a>(&'a [String]);

impl Module<'_> {
    /// The type that an `impl` is for.
    fn target(&self, path: &Path) -> String {
        match path.segments.len() {
            1 => [self.0, &[plain(&path.segments[0].ident)]].concat().join("::"),
            _ => self.full(path).join("::"),
        }
    }

    /// The full path of a name, without generics.
    fn full(&self, path: &Path) -> Vec<String> {
        let names: Vec<String> =
            path.segments.iter().map(|segment| plain(&segment.ident)).collect();
        let first = names[0].as_str();
        let ups = names.iter().take_while(|name| *name == "super").count();
        let file = self.0.last().map(String::as_str);
        if first == "crate" {
            names[1..].to_vec()
        } else if ups > 0 {
            [&self.0[..self.0.len() - ups], &names[ups..]].concat()
        } else if first == "models" {
            [&self.0[..1], &names].concat()
        } else if first == "calls"
            || (names.len() == 1 && !is_of_std(first) && file != Some("models"))
        {
            [self.0, &names].concat()
        } else {
            names
        }
    }

    fn path(&self, path: &Path) -> String {
        let mut names = self.full(path);
        let in_models = self.0.last().is_some_and(|last| last == "models")
            && names.len() == 1
            && !is_of_std(&names[0]);
        if in_models {
            names.splice(0..0, [self.0[0].clone(), "models".to_owned()]);
        }
        names.join("::") + &self.arguments(&path.segments.last().unwrap().arguments)
    }

    fn arguments(&self, arguments: &PathArguments) -> String {
        let PathArguments::AngleBracketed(list) = arguments else {
            return String::new();
        };
        let argument = |argument: &GenericArgument| match argument {
            GenericArgument::Type(ty) => self.ty(ty),
            GenericArgument::AssocType(item) => format!("{} = {}", item.ident, self.ty(&item.ty)),
            _ => panic!("an argument of another kind"),
        };
        format!("<{}>", list.args.iter().map(argument).collect::<Vec<_>>().join(", "))
    }

    fn ty(&self, ty: &Type) -> String {
        match ty {
            Type::Path(path) => self.path(&path.path),
            Type::Reference(reference) => {
                let lifetime =
                    reference.lifetime.as_ref().map(|name| format!("{name} ")).unwrap_or_default();
                format!("&{lifetime}{}", self.ty(&reference.elem))
            }
            Type::Array(array) => {
                let syn::Expr::Path(length) = &array.len else {
                    panic!("a length of another kind")
                };
                let length = length.path.require_ident().unwrap();
                format!("[{}; {length}]", self.ty(&array.elem))
            }
            Type::Slice(slice) => format!("[{}]", self.ty(&slice.elem)),
            Type::ImplTrait(item) => {
                let TypeParamBound::Trait(bound) = &item.bounds[0] else {
                    panic!("a bound of another kind")
                };
                format!("impl {}", self.path(&bound.path))
            }
            _ => panic!("a type of another kind"),
        }
    }

    fn signature(&self, signature: &syn::Signature) -> String {
        let argument = |argument: &FnArg| match argument {
            FnArg::Receiver(receiver)
                if matches!(receiver.kind, syn::ReceiverKind::Reference(..)) =>
            {
                "&self".to_owned()
            }
            FnArg::Receiver(_) => "self".to_owned(),
            FnArg::Typed(argument) => {
                let syn::Pat::Ident(name) = &*argument.pat else {
                    panic!("a pattern of another kind")
                };
                format!("{}: {}", plain(&name.ident), self.ty(&argument.ty))
            }
        };
        let arguments: Vec<String> = signature.inputs.iter().map(argument).collect();
        let ReturnType::Type(_, returns) = &signature.output else {
            panic!("{} returns nothing", signature.ident)
        };
        format!("({}) -> {}", arguments.join(", "), self.ty(returns))
    }
}

/// `use super::groups::models::*` with its full path.
fn reexport(module: &[String], tree: &syn::UseTree) -> String {
    let mut path = module.to_vec();
    let mut tree = tree;
    loop {
        match tree {
            syn::UseTree::Path(step) if step.ident == "super" => drop(path.pop()),
            syn::UseTree::Path(step) => path.push(plain(&step.ident)),
            syn::UseTree::Glob(_) => return format!("{}::*", path.join("::")),
            _ => panic!("an import of another kind"),
        }
        if let syn::UseTree::Path(step) = tree {
            tree = &step.tree;
        }
    }
}

fn derives(attributes: &[syn::Attribute]) -> BTreeSet<String> {
    let mut traits = BTreeSet::new();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("derive")) {
        attribute
            .parse_nested_meta(|meta| {
                traits.insert(meta.path.get_ident().unwrap().to_string());
                Ok(())
            })
            .unwrap();
    }
    traits
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn plain(ident: &syn::Ident) -> String {
    ident.to_string().trim_start_matches("r#").to_owned()
}

fn is_of_std(name: &str) -> bool {
    let known = [
        "M",
        "Self",
        "String",
        "T",
        "Box",
        "Vec",
        "Option",
        "Result",
        "From",
        "Into",
        "IntoIterator",
        "AsRef",
    ];
    known.contains(&name) || name.starts_with(|c: char| c.is_ascii_lowercase())
}
