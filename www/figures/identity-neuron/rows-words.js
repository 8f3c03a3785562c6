/** What the figure says of rows of its neuron in a trained network. */
export const rowsWords = Object.freeze({
  task: 'A network of 784, 30 and 10 neurons trains for 30 epochs on the first 1,000 digits. Then rows of this neuron, 30 in each, go in behind its hidden layer; the layer after them takes up w₂ and the constant. Nothing is trained any further.',
  train: 'Train the network',
  training: 'Training…',
  rows: 'rows of neurons',
  followed: 'w₁, with b and w₂ following',
  seed: 'seed of the network',
  table: 'What rows do, by w₁',
  /** @param {string} rows - how many @param {boolean} isAbsorbed - whether the constant is taken away */
  caption: (rows, isAbsorbed) =>
    `${rows} by the expansion, the constant ${isAbsorbed ? 'taken away by the next bias' : 'left as it is'}`,
  headings: Object.freeze([
    'w₁',
    'accuracy',
    'answers changed',
    'largest change of an output',
    'the same in 64-bit floats',
  ]),
});
