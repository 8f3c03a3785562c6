/**
 * Numbers for readers: with a true minus sign, significant digits and powers of ten
 * in superscript. Zero, subnormal, infinite and undefined values are told apart.
 */

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉';

/** The smallest 64-bit float with full precision, 2^−1022. */
const SMALLEST_NORMAL = 2.2250738585072014e-308;

/** The most decimals that the mantissa of a 64-bit float needs. */
const ALL_DIGITS = 17;

/** Logarithms of this size have no digits left for a mantissa that means anything. */
const FAR = 1e6;

/** Powers of ten that are written without exponent. */
const PLAIN_DECADES = new Map([
  [-1, '0.1'],
  [0, '1'],
  [1, '10'],
]);

/** Descriptions of special numbers. */
const words = Object.freeze({
  exactly: 'exactly',
  subnormal: 'subnormal',
  subnormalShort: 'subn.',
  infinite: 'beyond the largest 64-bit float',
  notANumber: 'not a number',
  /** @param {string} power - the size of the value, such as “10⁻⁴¹²” */
  underflow: (power) => `about ${power}, too small for a 64-bit float`,
  /** @param {string} power */
  overflow: (power) => `about ${power}, beyond the largest 64-bit float`,
});

/** @type {Map<string, Intl.NumberFormat>} Kept, because they are slow to make. */
const formats = new Map();

/** @param {Intl.NumberFormatOptions} options @returns {Intl.NumberFormat} the same for the same options */
function format(options) {
  const key = JSON.stringify(options);
  let found = formats.get(key);
  if (!found) formats.set(key, (found = new Intl.NumberFormat('en', options)));
  return found;
}

/** @param {number} decimals @returns {number} as many as every browser allows */
function within(decimals) {
  return Math.min(20, Math.max(0, decimals));
}

/**
 * @param {number} size - at least 0, finite
 * @param {number} most - decimals at most
 * @param {number} [least] - decimals at least
 * @returns {string} without an exponent
 */
function plain(size, most, least = 0) {
  return format({
    maximumFractionDigits: within(most),
    minimumFractionDigits: within(least),
    useGrouping: false,
  }).format(size);
}

/**
 * Does not use `Intl`, which rounds the shortest unique digits: it would write the
 * smallest float as 5.00000×10⁻³²⁴, but it is 4.94066×10⁻³²⁴.
 *
 * @param {number} size - above 0, finite
 * @param {number} [places] - decimals of the mantissa; by default as many as make it
 *   unique
 * @returns {{ mantissa: string, power: number }} size = mantissa × 10^power
 */
function scientific(size, places) {
  const [mantissa = '', power = '0'] = size.toExponential(places).split('e');
  return { mantissa, power: Number(power) };
}

/**
 * @param {number} value - any number
 * @param {(size: number) => string} write - formats a positive number
 * @returns {string} the number with its sign; “0”, “NaN”, “∞”
 */
function signed(value, write) {
  if (Number.isNaN(value)) return 'NaN';
  if (value === 0) return '0';
  const size = Math.abs(value);
  return `${value < 0 ? '−' : ''}${size === Infinity ? '∞' : write(size)}`;
}

/**
 * A number for pictures and short texts: without trailing zeros, and from 100,000 on
 * and below 0.001 with a power of ten.
 *
 * @param {number} value - any number
 * @param {number} [digits] - significant digits
 * @returns {string} such as “−0.145”, “4.15×10⁻⁴”, “0”, “∞” or “NaN”
 */
export function formatNumber(value, digits = 3) {
  return signed(value, (size) => {
    const { mantissa, power } = scientific(size, digits - 1);
    // Digits before the decimal point are never rounded.
    return power >= -3 && power <= 4
      ? plain(size, digits - 1 - power)
      : `${Number(mantissa)}×${powerOfTen(power)}`;
  });
}

/**
 * A number for a sentence or a table, with exactly so many digits: 122, 0.0123,
 * 1.84×10⁻⁵. From 1,000,000 on and below 0.001 it has a power of ten.
 *
 * @param {number} value - any number
 * @param {number} [digits] - significant digits; by default as many as make it unique
 * @returns {string} the number, or “NaN”, “∞”
 */
export function readable(value, digits) {
  return signed(value, (size) => {
    if (size >= 1e-3 && size < 1e6) {
      if (digits === undefined) return String(size);
      const whole = Math.floor(Math.log10(size)) + 1;
      const places = digits - whole;
      return plain(size, places, places);
    }
    const places = digits === undefined ? undefined : digits - 1;
    const { mantissa, power } = scientific(size, places);
    return `${mantissa}×${powerOfTen(power)}`;
  });
}

/**
 * A number with all its digits, as a field or a table of the page shows it.
 *
 * @param {number} value - any number
 * @returns {string} such as “−0.145”, “4.15×10⁻⁷”, “−0”, “∞”; a field reads it back
 *   to the same bits
 */
export function exactText(value) {
  if (!Number.isFinite(value)) return signed(value, String);
  const sign = value < 0 || Object.is(value, -0) ? '−' : '';
  const [digits = '', power] = String(Math.abs(value)).split('e');
  return `${sign}${digits}${power === undefined ? '' : `×${powerOfTen(Number(power))}`}`;
}

/**
 * A number on an axis, with as many decimals as its step, so that the numbers of an
 * axis look alike.
 *
 * @param {number} value - any finite number
 * @param {number} step - from one number of the axis to the next, above 0
 * @returns {string} such as “2.9”, “3.0”, “5×10¹⁹”, “0”
 */
export function axisNumber(value, step) {
  if (Math.abs(value) < step / 2) return '0';
  const places = decimalsOf(step);
  return signed(value, (size) => {
    if (size < 1e5 && step >= 1e-4) return plain(size, places, places);
    const { power } = scientific(size, 0);
    const digits = Math.max(0, Math.min(ALL_DIGITS, places + power));
    const { mantissa } = scientific(size, digits);
    return `${mantissa}×${powerOfTen(power)}`;
  });
}

/** @param {number} value - 0 to 1 @param {number} step - of the axis @returns {string} such as “50 %” */
export function axisPercent(value, step) {
  return `${axisNumber(100 * value, 100 * step)}\u202f%`;
}

/** @param {number} step - above 0 @returns {number} its decimals; negative for multiples of ten */
function decimalsOf(step) {
  return -Math.floor(Math.log10(step) + 1e-9);
}

/**
 * @param {number} value - 0 to 1
 * @returns {string} in per cent, with one decimal; of two shares that end on a
 *   half one is rounded up, and one down. Only none is 0.0, and only all 100.0.
 */
export function share(value) {
  if (!Number.isFinite(value)) return readable(value);
  const decimals = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  const percent = format({ ...decimals, roundingMode: 'halfEven' });
  const text = percent.format(100 * value);
  if (value > 0 && text === '0.0') return '<0.1\u202f%';
  if (value < 1 && text === '100.0') return '>99.9\u202f%';
  return `${text}\u202f%`;
}

/**
 * @param {number} whole - a count
 * @returns {string} “100 000”, which a field reads back: “1,000” it would refuse
 *   as one of two numbers
 */
export function countText(whole) {
  return format({}).format(whole).replaceAll(',', '\u202f');
}

/**
 * @param {number} value - any number
 * @param {number} [log10] - log₁₀ of its absolute value, if known more precisely
 * @returns {NumberKind} its kind
 */
export function kindOf(value, log10 = -Infinity) {
  if (Number.isNaN(value)) return 'nan';
  if (Math.abs(value) === Infinity) return 'infinite';
  if (value === 0) return log10 > -Infinity ? 'underflow' : 'zero';
  return Math.abs(value) < SMALLEST_NORMAL ? 'subnormal' : 'normal';
}

/**
 * A number with a description if it is special.
 *
 * @param {number} value - any number
 * @param {number} [log10] - log₁₀ of its absolute value, if known more precisely
 * @param {number} [digits] - significant digits
 * @returns {string} such as “0 (exactly)” or “5×10⁻³²⁰ (subnormal)”
 */
export function describeNumber(value, log10 = -Infinity, digits = 3) {
  const text = formatNumber(value, digits);
  switch (kindOf(value, log10)) {
    case 'zero':
      return `${text} (${words.exactly})`;
    case 'underflow':
      return `${text} (${words.underflow(sizeText(value, log10))})`;
    case 'subnormal':
      return `${text} (${words.subnormal})`;
    case 'infinite':
      return `${text} (${Number.isFinite(log10) ? words.overflow(sizeText(value, log10)) : words.infinite})`;
    case 'nan':
      return `${text} (${words.notANumber})`;
    case 'normal':
      return text;
  }
}

/**
 * The same, shorter.
 *
 * @param {number} value - any number
 * @param {number} [log10] - log₁₀ of its absolute value, if known more precisely
 * @param {number} [digits] - significant digits
 * @returns {string} such as “0 exactly” or “0 (9.0×10⁻³⁵⁴)”
 */
export function shortNumber(value, log10 = -Infinity, digits = 3) {
  const text = formatNumber(value, digits);
  switch (kindOf(value, log10)) {
    case 'zero':
      return `${text} ${words.exactly}`;
    case 'underflow':
      return `${text} (${sizeText(value, log10, 'short')})`;
    case 'subnormal':
      return `${text} ${words.subnormalShort}`;
    case 'infinite':
      return Number.isFinite(log10)
        ? `${text} (${sizeText(value, log10, 'short')})`
        : text;
    case 'nan':
    case 'normal':
      return text;
  }
}

/**
 * @param {number} value - ±0 or ±∞, with the sign of the number that it stands for
 * @param {number} log10 - of the size of that
 * @param {'short'} [look] - for little room
 * @returns {string} such as “−4.2×10⁻⁴¹²”
 */
export function sizeText(value, log10, look) {
  const size =
    look && Math.abs(log10) >= FAR
      ? `10^${minus(log10.toExponential(0).replace('+', ''))}`
      : powerText(log10);
  return value < 0 || Object.is(value, -0) ? `−${size}` : size;
}

/** @param {string} text - with a hyphen */
function minus(text) {
  return text.replaceAll('-', '−');
}

/**
 * @param {number} log10 - of a number that floats may not reach
 * @param {number} [digits] - significant digits
 * @returns {string} such as “4.2×10⁻⁴¹²”, and “10^(−4.3×10³⁰⁷)”
 */
export function powerText(log10, digits = 2) {
  if (!Number.isFinite(log10)) return formatNumber(10 ** log10);
  if (Math.abs(log10) >= FAR) return `10^(${formatNumber(log10, digits)})`;
  let power = Math.floor(log10);
  const places = digits - 1;
  let mantissa = plain(10 ** (log10 - power), places, places);
  if (Number(mantissa) === 10) {
    power += 1;
    mantissa = '1';
  }
  const ten = powerOfTen(power);
  return Number(mantissa) === 1 ? ten : `${mantissa}×${ten}`;
}

/** @param {number} log10 - of a ratio, at least 0 @returns {string} the ratio, for “196 times” */
export function ratioText(log10) {
  const ratio = 10 ** log10;
  if (ratio < 9.95) return plain(ratio, 1);
  return ratio >= 1e5 ? powerText(log10) : countText(Math.round(ratio));
}

/** @param {number} exponent - whole @returns {string} “10⁻⁴” */
function powerOfTen(exponent) {
  const digits = [...String(Math.abs(exponent))];
  const raised = digits.map((digit) => SUPERSCRIPTS[Number(digit)]).join('');
  return `10${exponent < 0 ? '⁻' : ''}${raised}`;
}

/** @param {number} exponent - whole @returns {string} the decade on an axis: “10⁻⁴”, “0.1”, “1”, “10” */
export function decadeText(exponent) {
  return PLAIN_DECADES.get(exponent) ?? powerOfTen(exponent);
}

/** @param {number} index - whole, at least 0 @returns {string} “₁₂” */
export function subscript(index) {
  return [...String(index)].map((digit) => SUBSCRIPTS[Number(digit)]).join('');
}

/**
 * Names hidden layers, with ranges such as “1 to 4”.
 *
 * @param {readonly number[]} layers - ascending, 1 for the first
 * @returns {string} “hidden layer 3”, “hidden layers 1 to 4 and 6”
 */
export function ordinalLayers(layers) {
  /** @type {[number, number][]} */
  const runs = [];
  for (const layer of layers) {
    const last = runs.at(-1);
    if (last && last[1] === layer - 1) last[1] = layer;
    else runs.push([layer, layer]);
  }
  const parts = runs.flatMap(([first, last]) => {
    if (first === last) return [`${first}`];
    return last === first + 1
      ? [`${first}`, `${last}`]
      : [`${first} to ${last}`];
  });
  const tail = parts.pop() ?? '';
  const phrase = parts.length > 0 ? `${parts.join(', ')} and ${tail}` : tail;
  return `hidden layer${layers.length > 1 ? 's' : ''} ${phrase}`;
}

/** @param {readonly number[]} numbers @returns {string} “30, 20, 30” */
export function list(numbers) {
  return numbers.join(', ');
}

/** @typedef {'normal' | 'subnormal' | 'zero' | 'underflow' | 'infinite' | 'nan'} NumberKind */
