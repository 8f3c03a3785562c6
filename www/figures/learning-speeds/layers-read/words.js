/** What is said of linear readers. */
import { countText, readable, share } from '../../../kit/numbers.js';

/** @import { LayersFound } from './found.js' */

export const layersWords = Object.freeze({
  explained:
    'A linear reader sees the activations of one layer and nothing else, and answers with a weighted sum for each digit. Its weights are fitted to the training images by least squares, with the ridge penalty that reads a fifth of them best when it is fitted to the others. What it cannot read may still be there, for a reader that is not linear.',
  ask: 'Read the layers',
  again: 'Read them again',
  asking: 'Reading the layers…',
  paused: 'The run pauses for it.',
  none: 'There is no run to read.',
  moved: 'The run has gone on meanwhile, so the reading was dropped.',
  failed: (/** @type {string} */ reason) => `It could not be read: ${reason}`,
  pixels: 'Pixels',
  layer: (/** @type {number} */ index) => `Layer ${index}`,
  short: (/** @type {number} */ index) => (index === 0 ? 'pixels' : `${index}`),
  before: 'before training',
  now: (/** @type {number} */ epoch) => `at epoch ${epoch}`,
  chance: (/** @type {number} */ classes) => `guessing, ${share(1 / classes)}`,
  network: (/** @type {number} */ accuracy) =>
    `The network itself reads ${share(accuracy)} of its validation images.`,
  title: 'Read rightly',
  axis: 'Layer',
  svg: 'Picture as SVG',
  table: 'Share of the validation images that a linear reader reads rightly',
  headings: ['Layer', 'Before training', 'Now'],
  aloud: 'Accuracy of a linear reader of each layer, before training and now',
  fitted: (
    /** @type {number} */ images,
    /** @type {number} */ validationImages,
  ) =>
    `Fitted to ${countText(images)} training images, judged on ${countText(validationImages)} validation images, of which ${readable(100 / validationImages, 2)}\u202f% are one.`,
});

/**
 * @param {LayersFound} found
 * @returns {string[]} sentences with a verdict
 */
export function verdict(found) {
  const { before, now, epoch, validationImages } = found;
  const [pixels = NaN, first = NaN] = before;
  const sentences = [];
  if (Number.isFinite(first)) {
    const told = `From the pixels a linear reader reads ${share(pixels)}, from the first hidden layer as it is drawn ${share(first)}`;
    const lost = isLess(first, pixels, validationImages);
    sentences.push(
      lost
        ? `${told}: the random layer throws away what the reader would need.`
        : isLess(pixels, first, validationImages)
          ? `${told}: the random layer helps it.`
          : `${told}: a difference that so few images do not show.`,
    );
  }
  if (epoch < 1) return sentences;
  const last = now.length - 1;
  const [trained = NaN] = now;
  const deepest = now[last] ?? NaN;
  if (!now.every(Number.isFinite)) {
    sentences.push(
      'Some layers now hold numbers beyond the range of floats, of which nothing can be read.',
    );
    return sentences;
  }
  const change = isLess(first, trained, validationImages)
    ? 'training has put more of the digit within its reach'
    : isLess(trained, first, validationImages)
      ? 'training has taken some of it out of its reach'
      : 'training has not changed that by more than chance would';
  sentences.push(
    `After ${countText(Math.floor(epoch))} ${Math.floor(epoch) === 1 ? 'epoch' : 'epochs'} it reads ${share(trained)} from the first layer: ${change}.`,
  );
  if (last > 0) {
    sentences.push(
      `From the last hidden layer it reads ${share(deepest)}, where it read ${share(before.at(-1) ?? NaN)} before.`,
    );
  }
  return sentences;
}

/**
 * @param {number} one - a share of the images
 * @param {number} other - likewise
 * @param {number} images
 * @returns {boolean} whether it is less by more than two standard errors of the difference
 */
export function isLess(one, other, images) {
  const variance = (one * (1 - one) + other * (1 - other)) / images;
  return other - one > 2 * Math.sqrt(variance);
}
