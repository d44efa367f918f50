//! Lines over the number of operations, both axes logarithmic: proportional growth is a straight line of slope one.

use anyhow::{Context, Result, anyhow};
use plotters::prelude::*;
use plotters::style::full_palette::GREY;

use super::tables::{Table, number};

/// One line.
#[derive(Debug, PartialEq)]
pub(super) struct Curve {
    name: String,
    /// Operations, and the figure.
    points: Vec<(f64, f64)>,
}

/// The curves of a table: its first column has the number of operations, its second one the name. Rows of specs without
/// a number, and figures that are missing, are no points; what is one point is no curve.
pub(super) fn of(table: &Table, values: &str) -> Result<Vec<Curve>> {
    let column = table.column(values).context("the column is not there")?;
    let mut curves: Vec<Curve> = Vec::new();
    for row in &table.rows {
        let cell = |place: usize| row.get(place).map_or("", String::as_str);
        let (Some(operations), Some(value)) = (number(cell(0)), number(cell(column))) else {
            continue;
        };
        let point = (operations, value);
        match curves.iter_mut().find(|curve| curve.name == cell(1)) {
            Some(curve) => curve.points.push(point),
            None => curves.push(Curve { name: cell(1).to_owned(), points: vec![point] }),
        }
    }
    curves.retain(|curve| curve.points.len() > 1);
    Ok(curves)
}

const SIZE: (u32, u32) = (900, 760);

pub(super) fn draw(title: &str, unit: &str, curves: &[Curve]) -> Result<String> {
    let mut svg = String::new();
    paint(&mut svg, title, unit, curves).map_err(|error| anyhow!("{error}"))?;
    Ok(svg)
}

fn paint(
    svg: &mut String,
    title: &str,
    unit: &str,
    curves: &[Curve],
) -> Result<(), Box<dyn std::error::Error>> {
    let points = || curves.iter().flat_map(|curve| &curve.points);
    let (left, right) = bounds(points().map(|point| point.0));
    let (low, high) = bounds(points().map(|point| point.1));
    let area = SVGBackend::with_string(svg, SIZE).into_drawing_area();
    area.fill(&WHITE)?;
    let mut chart = ChartBuilder::on(&area)
        .caption(title, ("sans-serif", 30))
        .margin(16)
        .x_label_area_size(56)
        .y_label_area_size(84)
        .build_cartesian_2d(
            (left..right).log_scale(),
            // Room for the legend, which stands above all lines.
            (low / 1.5..high * 12.0).log_scale(),
        )?;
    chart
        .configure_mesh()
        .x_desc("operations")
        .y_desc(unit)
        .label_style(("sans-serif", 20))
        .axis_desc_style(("sans-serif", 22))
        .x_label_formatter(&|value| format!("{value}"))
        .y_label_formatter(&|value| format!("{value}"))
        .light_line_style(TRANSPARENT)
        .bold_line_style(GREY.mix(0.3))
        .draw()?;
    for (place, curve) in curves.iter().enumerate() {
        let style = style(&curve.name, place);
        chart
            .draw_series(LineSeries::new(curve.points.iter().copied(), style).point_size(4))?
            .label(&curve.name)
            .legend(move |(x, y)| PathElement::new([(x, y), (x + 24, y)], style));
    }
    chart
        .configure_series_labels()
        .position(SeriesLabelPosition::UpperLeft)
        .background_style(WHITE.mix(0.9))
        .border_style(GREY)
        .legend_area_size(32)
        .label_font(("sans-serif", 18))
        .draw()?;
    area.present()?;
    Ok(())
}

/// Ours is thick, the floor is grey, every other line has a colour of its own.
fn style(name: &str, place: usize) -> ShapeStyle {
    if name.starts_with("floor") {
        GREY.stroke_width(2).filled()
    } else if name.starts_with("ours") || name.contains("features") || name == "core" {
        Palette99::pick(place).stroke_width(5).filled()
    } else {
        Palette99::pick(place).stroke_width(2).filled()
    }
}

fn bounds(values: impl Iterator<Item = f64>) -> (f64, f64) {
    values
        .fold((f64::MAX, f64::MIN_POSITIVE), |(low, high), value| (low.min(value), high.max(value)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_one_name_are_one_curve() {
        let rows = [
            ["`api-spec/`", "ours", "9"],
            ["50", "ours", "1.5"],
            ["50", "once", "2"],
            ["50", "peer", "3"],
            ["5,000", "ours", "7"],
            ["5,000", "peer", "–"],
        ];
        let table = Table {
            head: ["spec", "what", "s"].map(str::to_owned).to_vec(),
            rows: rows.iter().map(|row| row.map(str::to_owned).to_vec()).collect(),
        };
        assert_eq!(
            of(&table, "s").unwrap(),
            [Curve { name: "ours".to_owned(), points: vec![(50.0, 1.5), (5000.0, 7.0)] }]
        );
        assert!(of(&table, "t").is_err());
    }
}
