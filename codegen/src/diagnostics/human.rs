//! Mistakes as rustc would show them.

use annotate_snippets::{Annotation, AnnotationKind, Level, Renderer, Snippet};

use super::span::{Span, lines_around, text_of};
use super::{Diagnostics, Located};
use crate::SourceFile;

impl Diagnostics {
    /// The mistakes for people: the line of each with carets under the place, and how to fix it.
    pub fn render_human(&self, sources: &[SourceFile], color: bool) -> String {
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        let mut out = String::new();
        for located in self.located(sources) {
            out.push_str(&render(&renderer, sources, &located));
            out.push_str("\n\n");
        }
        out
    }
}

fn render(renderer: &Renderer, sources: &[SourceFile], located: &Located<'_>) -> String {
    let diagnostic = located.diagnostic;
    let mut spots =
        vec![Spot { kind: AnnotationKind::Primary, span: &located.span, label: &diagnostic.label }];
    spots.extend(located.related.iter().map(|(span, label)| Spot {
        kind: AnnotationKind::Context,
        span,
        label,
    }));

    let title = Level::ERROR.primary_title(diagnostic.message.as_str()).id(diagnostic.code.id);
    let mut files: Vec<usize> = Vec::new();
    for spot in &spots {
        if !files.contains(&spot.span.source) {
            files.push(spot.span.source);
        }
    }
    let snippets = files.into_iter().map(|source| snippet(sources, source, &spots));
    let mut group = title.elements(snippets);
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    renderer.render(&[group])
}

/// A place in the text and what is said about it.
struct Spot<'a> {
    kind: AnnotationKind,
    span: &'a Span,
    label: &'a str,
}

/// The lines of one file that the spots are on. The renderer gets no other lines, which keeps it fast on large files.
fn snippet<'a>(
    sources: &'a [SourceFile],
    source: usize,
    spots: &[Spot<'a>],
) -> Snippet<'a, Annotation<'a>> {
    let (path, text) = text_of(sources, source);
    let here = || spots.iter().filter(|spot| spot.span.source == source);
    let start = here().map(|spot| spot.span.range.start).min().unwrap_or(0);
    let end = here().map(|spot| spot.span.range.end).max().unwrap_or(0);
    let window = lines_around(text, start..end);
    let annotations = here().map(|spot| {
        let range = &spot.span.range;
        let label = Some(spot.label).filter(|label| !label.is_empty());
        spot.kind.span(range.start - window.start..range.end - window.start).label(label)
    });
    Snippet::source(&text[window.clone()])
        .line_start(here().map(|spot| spot.span.start.line).min().unwrap_or(1))
        .path(path)
        .annotations(annotations)
}
