import { declaration } from '../../core/declaration.js';
import { fieldsOf, schema } from '../../kit/schema.js';

/** A network of equal hidden layers at one digit. */
export const layerJacobiansSchema = schema(
  'layer-jacobians',
  fieldsOf(declaration.jacobians),
);

/** Digits in the first file, from which one is shown. */
export const DIGITS = declaration.jacobians.digit.max + 1;

/** @typedef {import('../../kit/schema.js').StateOf<typeof layerJacobiansSchema>} LayerJacobiansState */
