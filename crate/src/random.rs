//! The one named generator of random numbers, and what is drawn from it.
