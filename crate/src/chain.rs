//! The chain of single neurons: the product of the chapter, factor by factor.
