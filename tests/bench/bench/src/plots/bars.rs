//! Bars, one group a table.

use anyhow::{Context, Result, anyhow};
use plotters::prelude::*;
use plotters::style::full_palette::GREY;

use super::tables::{Table, number};

/// The bars of one table: the name of its first column, and a name and a figure each.
#[derive(Debug, PartialEq)]
pub(super) struct Group {
    name: String,
    bars: Vec<(String, f64)>,
}

/// The rows of all tables, by their first columns.
pub(super) fn of(tables: &[&Table], values: &str) -> Result<Vec<Group>> {
    tables
        .iter()
        .map(|table| {
            let column = table.column(values).context("the column is not there")?;
            let bar = |row: &Vec<String>| {
                Some((row.first()?.replace('`', ""), number(row.get(column)?)?))
            };
            Ok(Group {
                name: table.head.first().cloned().unwrap_or_default(),
                bars: table.rows.iter().filter_map(bar).collect(),
            })
        })
        .collect()
}

const WIDTH: i32 = 900;
const BAR: i32 = 34;
/// Where bars begin; their names stand left of it.
const LEFT: i32 = 260;
/// What is kept free on the right for the figure.
const RIGHT: i32 = 110;
const TITLE: i32 = 60;
const HEADING: i32 = 44;

pub(super) fn draw(title: &str, groups: &[Group]) -> Result<String> {
    let mut svg = String::new();
    paint(&mut svg, title, groups).map_err(|error| anyhow!("{error}"))?;
    Ok(svg)
}

fn paint(
    svg: &mut String,
    title: &str,
    groups: &[Group],
) -> Result<(), Box<dyn std::error::Error>> {
    let height = |group: &Group| HEADING + BAR * i32::try_from(group.bars.len()).unwrap_or(0);
    let total = TITLE + groups.iter().map(height).sum::<i32>() + 16;
    let area = SVGBackend::with_string(svg, (WIDTH.unsigned_abs(), total.unsigned_abs()))
        .into_drawing_area();
    area.fill(&WHITE)?;
    area.draw(&Text::new(title.to_owned(), (16, 16), ("sans-serif", 30)))?;
    let all = || groups.iter().flat_map(|group| &group.bars);
    let most = all().map(|bar| bar.1).fold(f64::MIN_POSITIVE, f64::max);
    let mut y = TITLE;
    for group in groups {
        area.draw(&Text::new(group.name.clone(), (16, y + 14), ("sans-serif", 22)))?;
        y += HEADING;
        for (name, value) in &group.bars {
            let colour = if name.starts_with("ours") { BLUE.mix(0.8) } else { GREY.mix(0.6) };
            #[expect(clippy::cast_possible_truncation, reason = "pixels")]
            let end = LEFT + (f64::from(WIDTH - LEFT - RIGHT) * value / most) as i32;
            area.draw(&Text::new(name.clone(), (16, y + 6), ("sans-serif", 20)))?;
            area.draw(&Rectangle::new([(LEFT, y + 2), (end, y + BAR - 6)], colour.filled()))?;
            area.draw(&Text::new(format!("{value}"), (end + 8, y + 6), ("sans-serif", 20)))?;
            y += BAR;
        }
    }
    area.present()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_a_group_of_bars() {
        let table = Table {
            head: ["one at a time", "calls a second"].map(str::to_owned).to_vec(),
            rows: vec![["ours: `hyper`", "36,010"].map(str::to_owned).to_vec()],
        };
        assert_eq!(
            of(&[&table], "calls a second").unwrap(),
            [Group {
                name: "one at a time".to_owned(),
                bars: vec![("ours: hyper".to_owned(), 36_010.0)],
            }]
        );
    }
}
