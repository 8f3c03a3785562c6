//! A picture as one SVG file that needs nothing else.

use std::fmt::Write;

use plotters::prelude::SVGBackend;

use super::{Label, LabelKind, LinesPicture};
use crate::Error;

/// Pixels of the backend to a CSS pixel: plotters' coordinates are whole numbers, and a
/// tenth of a pixel is finer than print shows.
const SUBPIXELS: f64 = 10.0;
const FONT: &str = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

/// Draws the picture as SVG, its labels as `<text>` by the same layout as in the page.
///
/// The picture's own `scale` is ignored: an SVG has no pixels.
///
/// # Errors
///
/// `drawing`, with the backend's own words.
pub fn lines_svg(picture: &LinesPicture<'_>) -> Result<String, Error> {
    let picture = LinesPicture { scale: SUBPIXELS, ..picture.clone() };
    let (width, height) = picture.size;
    let size = ((width * SUBPIXELS).round() as u32, (height * SUBPIXELS).round() as u32);
    let mut drawn = String::new();
    let layout = picture.draw(SVGBackend::with_string(&mut drawn, size))?;

    // The backend's own root element has its size in subpixels and square joints.
    let shapes = drawn
        .split_once('>')
        .and_then(|(_, rest)| rest.rsplit_once("</svg>"))
        .map(|(shapes, _)| shapes.trim())
        .ok_or_else(|| Error::Drawing { reason: "the SVG has no root".to_owned() })?;

    let ink = picture.theme.ink.to_hex();
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\">\n<title>{}</title>\n\
         <g transform=\"scale({})\" stroke-linejoin=\"round\">\n{shapes}\n</g>\n\
         <g font-family=\"{FONT}\" fill=\"{ink}\">\n",
        escaped(picture.title),
        1.0 / SUBPIXELS,
    );
    for label in &layout.labels {
        push_label(&mut svg, label, &picture);
    }
    svg.push_str("</g>\n</svg>\n");
    Ok(svg)
}

fn push_label(svg: &mut String, label: &Label, picture: &LinesPicture<'_>) {
    let anchor = label.anchor.name();
    let size = match label.kind {
        LabelKind::MinorTick => 10,
        LabelKind::HorizontalTick | LabelKind::VerticalTick => 12,
        _ => 13,
    };
    let series = picture.series.iter().filter(|s| !s.style.ghost);
    let fill = label
        .line
        .and_then(|line| series.into_iter().find(|s| s.index == line))
        .map(|s| {
            format!(
                " fill=\"{}\" font-weight=\"600\" paint-order=\"stroke\" stroke=\"{}\" \
                 stroke-width=\"4\" stroke-linejoin=\"round\"",
                s.style.colour.to_hex(),
                picture.theme.paper.to_hex(),
            )
        })
        .unwrap_or_default();
    // `dy` rather than a baseline property, which many programs do not know.
    writeln!(
        svg,
        "<text x=\"{:.1}\" y=\"{:.1}\" dy=\"0.35em\" font-size=\"{size}\" \
         text-anchor=\"{anchor}\"{fill}>{}</text>",
        label.x,
        label.y,
        escaped(&label.text),
    )
    .expect("a string takes what is written to it");
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_be_markup_is_escaped() {
        assert_eq!(escaped("a < b & c > d"), "a &lt; b &amp; c &gt; d");
    }
}
