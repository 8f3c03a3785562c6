//! Arrays that begin at a cache line.

use std::ops::{Deref, DerefMut};

/// The bytes of a cache line on nearly every machine.
const LINE: usize = 64;

/// An array of fixed length whose first number lies at the start of a cache line.
///
/// The vectors that are loaded from it then never lie across two lines. In wasm an allocator
/// promises an alignment of 8 bytes only; where it gives no more, some vectors do lie across
/// two, and training takes up to 12 % longer. The results are the same.
#[derive(Debug, Default)]
pub(crate) struct Aligned<T> {
    room: Vec<T>,
    start: usize,
    length: usize,
}

impl<T: Clone> Aligned<T> {
    /// `length` times `value`.
    #[inline(never)]
    pub(crate) fn filled(value: T, length: usize) -> Self {
        if length == 0 {
            return Self { room: vec![], start: 0, length };
        }
        let spare = LINE / size_of::<T>() - 1;
        let room = vec![value; length + spare];
        // `align_offset` may be unable to tell; then any start will do, if more slowly.
        let start = match room.as_ptr().align_offset(LINE) {
            offset if offset <= spare => offset,
            _ => 0,
        };
        Self { room, start, length }
    }
}

impl<T: Clone> Clone for Aligned<T> {
    fn clone(&self) -> Self {
        let Some(first) = self.first() else {
            return Self { room: vec![], start: 0, length: 0 };
        };
        let mut copy = Self::filled(first.clone(), self.length);
        copy.clone_from_slice(self);
        copy
    }
}

impl<T> Deref for Aligned<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.room[self.start..self.start + self.length]
    }
}

impl<T> DerefMut for Aligned<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        &mut self.room[self.start..self.start + self.length]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_aligned<T>(values: &[T]) -> bool {
        values.as_ptr().align_offset(LINE) == 0
    }

    #[test]
    fn arrays_and_their_copies_begin_at_a_cache_line() {
        for length in [1, 7, 8, 16, 100, 784 * 32] {
            let singles = Aligned::filled(0.5_f32, length);
            let doubles = Aligned::filled(0.5_f64, length);
            assert_eq!((singles.len(), doubles.len()), (length, length));
            assert!(is_aligned(&singles) && is_aligned(&singles.clone()), "{length}");
            assert!(is_aligned(&doubles) && is_aligned(&doubles.clone()), "{length}");
        }
    }

    #[test]
    fn a_copy_has_the_same_numbers_and_is_independent() {
        let mut values = Aligned::filled(0_u64, 5);
        for (place, value) in values.iter_mut().zip([3, 1, 4, 1, 5]) {
            *place = value;
        }
        let copy = values.clone();
        values[0] = 9;
        assert_eq!(copy[..], [3, 1, 4, 1, 5]);
        assert_eq!(values[..], [9, 1, 4, 1, 5]);
    }

    #[test]
    fn an_array_may_be_empty() {
        let none = Aligned::filled(1.0, 0);
        assert!(none.is_empty() && none.clone().is_empty());
    }
}
