//! Handwritten digits: the file format, the reduction to fewer pixels, IDX files.
