/**
 * The controls that figures are operated with, all native elements underneath.
 * Every builder returns an object with `$element`, to be put into the figure,
 * and methods that bring it in line with the state without telling the figure.
 */
export { buttonGroup } from './controls/button-group.js';
export { checkboxField } from './controls/checkbox-field.js';
export { disclosure, fieldGroup } from './controls/field-group.js';
export { numberListField } from './controls/number-list-field.js';
export { presetsMenu } from './controls/presets-menu.js';
export { seedField } from './controls/seed-field.js';
export { selectField } from './controls/select-field.js';
export { sliderField } from './controls/slider-field.js';
