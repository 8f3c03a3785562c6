/**
 * The part of the compiled core that the host uses, so that a test can put
 * something simpler in its place.
 */

/**
 * What the host uses of the core's `RawDigits`.
 *
 * @typedef {object} Digits
 * @property {(bytes: Uint8Array) => void} appendPart - reads the next file
 * @property {number} trainingCount - images to train with
 * @property {number} validationCount - images to validate with
 * @property {() => void} free - gives the memory back
 */
/**
 * What the host uses of the core's `RawTrainer`.
 *
 * @typedef {object} Trainer
 * @property {number} layers - hidden layers
 * @property {number} rowLength - numbers in a row
 * @property {number} trainedImages - images that went through an update
 * @property {number} constantCost - cost of answering the class frequencies
 * @property {number} constantAccuracy - accuracy of that answer
 * @property {number} plateauEnd - first epoch measured off the plateau, or -1
 * @property {number} imagesPerUnit - the smallest slice
 * @property {(images: number) => number} advance - works for a slice, and
 *   gives the images that passed
 * @property {(epoch: number) => void} stopAt - stands still once this epoch,
 *   or the next one that still can be, has been measured
 * @property {() => boolean} stopAtNext - the same for the end of the epoch
 *   that it is in, where epochs have gone by unmeasured; else false
 * @property {boolean} isStopped - whether it stands still for that
 * @property {() => Uint32Array} rowEpochs - of the rows not taken yet
 * @property {() => Float64Array} takeRows - rows not taken yet
 * @property {() => void} recordGradients - keeps those of every neuron too
 * @property {number} gradientStride - one in how many rows; 0 for none
 * @property {() => Float64Array} takeGradients - rows of them not taken yet
 * @property {() => void} reset - back to the start
 * @property {() => import('../protocol/message-types.js').CheckedBias[]} gradientCheck
 *   - see `checked`
 * @property {() => void} free - gives the memory back
 */
/**
 * What the host uses of anything that the core works out in slices.
 *
 * @typedef {object} Work
 * @property {boolean} isDone - whether there is an answer
 * @property {(units: number) => void} advance - works on; a unit is what the
 *   work takes it for
 * @property {() => object} answer - when it is done
 * @property {() => void} free - gives the memory back
 */
/**
 * What the host uses of a part of the core; each has some of it.
 *
 * @typedef {object} Core
 * @property {new () => Digits} [RawDigits] - digits
 * @property {new (spec: import('../protocol/message-types.js').TrainingSpec,
 *   digits: any, measuring?: number) => Trainer} [RawTrainer] - trainers
 * @property {new (spec: any) => Work} [RawRandomChains] - the job `random-chains`
 * @property {new (spec: any) => Work} [RawLayerJacobians] - the job `layer-jacobians`
 * @property {new (spec: any) => Work} [RawSeedFactors] - the job `seed-factors`
 */
/**
 * What the host uses of `www/core/core.js`.
 *
 * @typedef {object} Door
 * @property {string} BUILD_ID - which build the core is of
 * @property {(part: any, options: { module?: WebAssembly.Module | undefined,
 *   build?: 'simd' | 'scalar' | undefined }) =>
 *   Promise<{ core: Core, build: 'simd' | 'scalar' }>} openCore - opens a part
 */

export {};
