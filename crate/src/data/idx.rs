//! IDX files, the format that MNIST itself comes in.
