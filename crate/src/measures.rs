//! What is measured while a network trains: the speed of each layer, cost, accuracy.
