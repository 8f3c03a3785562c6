//! Beginning: a run up to where it can be advanced, piece by piece.

use super::{
    Precision, Settings, Trainer,
    run::{Advance, Run},
    saved::Kept,
};
use crate::{Error, data::Digits, network::Drawing};

/// A [`Trainer`] in the making.
///
/// The largest networks have two million weights, which take longer to draw, or to read from a
/// saved run, than a page may stand still. Each piece takes a few milliseconds of it at most, and
/// nothing depends on when they are done.
///
/// ```
/// use unstable_gradients::{
///     data::{Digits, IMAGE_BYTES, Set},
///     training::{Beginning, Settings, Trainer},
/// };
///
/// let set = Set::new(vec![90; 20 * IMAGE_BYTES], (0..20).map(|n| n % 10).collect())?;
/// let digits = Digits::new(set.clone(), set, Set::default());
/// let settings = Settings { images: 20, batch: 10, ..Settings::chapter(&[8, 8]) };
/// let mut beginning = Beginning::new(settings.clone(), &digits, None)?;
/// while !beginning.advance()? {
///     // Here a page draws its frames.
/// }
/// let in_one = Trainer::new(settings, &digits)?;
/// assert_eq!(beginning.finish()?.network(), in_one.network());
/// # Ok::<(), unstable_gradients::Error>(())
/// ```
#[derive(Debug)]
pub struct Beginning {
    trainer: Trainer,
    drawing: Drawing,
    saved: Option<Kept>,
    next: Next,
}

/// What the next piece is of.
#[derive(Debug, Clone, Copy)]
enum Next {
    Checking,
    Drawing,
    /// This piece of the saved run.
    TakingUp(usize),
    Nothing,
}

impl Beginning {
    /// The beginning of a run of `settings` on the first images of `digits`, as of
    /// [`Trainer::new`], or with the bytes of a `saved` run as of [`Trainer::resume`].
    ///
    /// # Errors
    ///
    /// Those of either; what is wrong with a saved run [`Beginning::advance`] may find.
    pub fn new(
        settings: Settings,
        digits: &Digits,
        saved: Option<Vec<u8>>,
    ) -> Result<Self, Error> {
        check(&settings, digits)?;
        let saved = saved.map(Kept::open).transpose()?;
        let sizes = settings.sizes(digits.classes);
        let drawing = Drawing::new(&sizes, settings.initialisation, settings.seed);
        let next = if saved.is_some() { Next::Checking } else { Next::Drawing };
        let run: Box<dyn Advance> = match settings.precision {
            Precision::F32 => Box::new(Run::<f32>::new(settings, digits)),
            Precision::F64 => Box::new(Run::<f64>::new(settings, digits)),
        };
        Ok(Self { trainer: Trainer { run }, drawing, saved, next })
    }

    /// As [`Trainer::measure_at_most`]; a saved run goes on as it did.
    ///
    /// # Errors
    ///
    /// Likewise.
    pub fn measure_at_most(&mut self, share: f64) -> Result<(), Error> {
        self.trainer.measure_at_most(share)
    }

    /// Does the next piece, and returns whether it was the last.
    ///
    /// # Errors
    ///
    /// Those of [`Trainer::resume`], for a saved run.
    pub fn advance(&mut self) -> Result<bool, Error> {
        let run = &mut self.trainer.run;
        self.next = match (self.next, &mut self.saved) {
            (Next::Checking, Some(saved)) => {
                if saved.check()? {
                    Next::Drawing
                } else {
                    Next::Checking
                }
            }
            (Next::Drawing, saved) => match self.drawing.advance() {
                Some(layer) => {
                    run.take_layer(&layer);
                    Next::Drawing
                }
                None if !self.drawing.is_done() => Next::Drawing,
                None => {
                    run.begin();
                    if saved.is_some() { Next::TakingUp(0) } else { Next::Nothing }
                }
            },
            (Next::TakingUp(piece), Some(saved)) => {
                let is_last = saved.read(|saved| run.take_up(saved, piece))?;
                if is_last { Next::Nothing } else { Next::TakingUp(piece + 1) }
            }
            (next, _) => next,
        };
        Ok(matches!(self.next, Next::Nothing))
    }

    /// Does what is left, and gives the trainer.
    ///
    /// # Errors
    ///
    /// As [`Beginning::advance`].
    pub fn finish(mut self) -> Result<Trainer, Error> {
        while !self.advance()? {}
        Ok(self.trainer)
    }
}

/// Refuses digits that are too few for a run.
fn check(settings: &Settings, digits: &Digits) -> Result<(), Error> {
    let available = digits.training.len();
    if available < settings.images {
        return Err(Error::Data {
            place: "training images".to_owned(),
            expected: format!("at least {}", settings.images),
            got: available.to_string(),
        });
    }
    if digits.validation.is_empty() {
        return Err(Error::Data {
            place: "validation images".to_owned(),
            expected: "at least 1".to_owned(),
            got: "0".to_owned(),
        });
    }
    Ok(())
}
