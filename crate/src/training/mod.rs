//! Training: the fast engine and the trainer that advances it in slices.
