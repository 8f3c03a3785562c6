/**
 * The controls of a figure's settings. The kind of a control follows from the
 * declaration of its key (a slider with a number field, a choice, a seed or a
 * list of numbers), and so do its range, its options and its name for `hide`.
 */
import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { kebabCase } from './attributes.js';
import { controlWords } from './figure-words.js';
import { meaningsOf, textToNumber, textToNumbers } from './number-text.js';
import { exactText } from './numbers.js';
import { optionName } from './option-names.js';
import { expectedNumber, show } from './state-words.js';
import { ScrollGuard } from './scroll-guard.js';

/** Steps of a logarithmic slider from end to end. */
const LOG_STEPS = 1000;

/** Digits that a logarithmic slider sets; more would be noise to a reader. */
const LOG_DIGITS = 3;

/** What keys do in a number field. @type {Readonly<Record<string, number>>} */
const STEPS_OF_KEYS = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 };

let lastId = 0;

/** Makes templates of controls, and keeps the text that is being typed in them. */
export class Controls {
  #host;
  /** @type {Map<string, Memory>} By control. */
  #memories = new Map();

  /** @param {Host} host - the figure whose state they show and change */
  constructor(host) {
    this.#host = host;
  }

  /**
   * The control for a key of the state, as declared.
   *
   * @param {string} key - of the state
   * @param {ControlOptions} options - its label, and what differs from the declaration
   * @returns {unknown} a template
   */
  of(key, options) {
    const { schema } = /** @type {typeof import('./figure.js').Figure} */ (
      this.#host.constructor
    );
    const field = schema.fields[key];
    if (!field) throw new TypeError(`${schema.figure}: no key ${key}`);
    /** @type {any} The options of its kind of control. */
    const whole = {
      id: key,
      control: kebabCase(key),
      field,
      value: /** @type {any} */ (this.#host.state)[key],
      change: (/** @type {any} */ value) => ({ [key]: value }),
      ...options,
    };
    if (field.kind === 'choice') return this.choice(whole);
    if (field.kind === 'numbers') return this.list(whole);
    return field.control === 'seed' ? this.seed(whole) : this.slider(whole);
  }

  /**
   * A slider with a number field. The slider may cover less than the figure
   * accepts; a value beyond its ends can be typed into the field.
   *
   * @param {SliderOptions} options - what it shows and does
   * @returns {unknown} a template
   */
  slider(options) {
    const { value, field, disabled = false } = options;
    const slider = { ...field.slider, ...options.slider };
    const { min = field.min, max = field.max, step } = slider;
    const isLog = field.scale === 'logarithmic';
    const memory = this.#memoryOf(options);
    const ends = { min, max, isLog, isInteger: field.integer };
    const shown = memory.refused ?? value;
    const spoken = options.valueText?.(shown) ?? exactText(shown);
    const guard = (memory.guard ??= new ScrollGuard());
    /** @param {Event} event - of the slider */
    const slid = (event) => {
      if (!guard.lets(event)) return;
      const { value: text } = /** @type {HTMLInputElement} */ (event.target);
      const position = Number(text);
      memory.draft = undefined;
      this.#take(options, valueAt(position, ends));
    };
    return this.#field(
      options,
      memory,
      (described) =>
        html`<div class="ug-slider">
          <input
            type="range"
            min=${isLog ? 0 : min}
            max=${isLog ? LOG_STEPS : max}
            step=${isLog ? 1 : (step ?? 'any')}
            aria-labelledby=${`${memory.id}-label`}
            aria-describedby=${described}
            aria-invalid=${memory.problem ? 'true' : nothing}
            aria-valuetext=${spoken}
            ?disabled=${disabled}
            .value=${live(String(positionOf(shown, ends)))}
            @input=${slid}
            @pointerdown=${guard}
            @pointermove=${guard}
            @pointerup=${guard}
            @pointercancel=${guard}
          />
          ${this.#numberInput(options, memory, described)}
        </div>`,
    );
  }

  /** @param {SliderOptions} options @returns {unknown} a template: a seed, and a button that draws one */
  seed(options) {
    const memory = this.#memoryOf(options);
    const draw = () => {
      // The only true randomness here: everything else follows from the seed.
      const [seed = 0] = crypto.getRandomValues(new Uint32Array(1));
      memory.draft = undefined;
      this.#take(options, seed);
    };
    return this.#field(
      options,
      memory,
      (described) =>
        html`<div class="ug-seed">
          ${this.#numberInput(options, memory, described, 'change')}
          <button type="button" @click=${draw}>${controlWords.newSeed}</button>
        </div>`,
    );
  }

  /** @param {ChoiceOptions} options @returns {unknown} a template: a drop-down list */
  choice(options) {
    const { field, value, disabledOptions = [] } = options;
    const name = options.optionName ?? optionName;
    const memory = this.#memoryOf(options);
    /** @param {Event} event - of the select */
    const chosen = ({ target }) => {
      const { selectedIndex } = /** @type {HTMLSelectElement} */ (target);
      this.#take(options, field.options[selectedIndex]);
    };
    return this.#field(
      options,
      memory,
      (described) =>
        html`<select
          id=${memory.id}
          aria-describedby=${described}
          aria-invalid=${memory.problem ? 'true' : nothing}
          ?disabled=${options.disabled ?? false}
          @change=${chosen}
        >
          ${field.options.map(
            (option) =>
              html`<option
                value=${String(option)}
                ?disabled=${disabledOptions.includes(option)}
                .selected=${live(option === value)}
              >
                ${name(option)}
              </option>`,
          )}
        </select>`,
    );
  }

  /** @param {ListOptions} options @returns {unknown} a template: numbers separated by commas or spaces */
  list(options) {
    const memory = this.#memoryOf(options);
    const text = options.value.map(exactText).join(', ');
    /** @param {Event} event - of the field */
    const written = ({ target, type }) => {
      memory.draft = /** @type {HTMLInputElement} */ (target).value;
      if (type === 'input') return;
      this.#take(options, textToNumbers(memory.draft));
      if (!memory.problem) memory.draft = undefined;
    };
    return this.#field(
      options,
      memory,
      (described) =>
        html`<input
          type="text"
          class="ug-list"
          id=${memory.id}
          autocomplete="off"
          spellcheck="false"
          aria-describedby=${described}
          aria-invalid=${memory.problem ? 'true' : nothing}
          ?disabled=${options.disabled ?? false}
          .value=${live(memory.draft ?? text)}
          @input=${written}
          @change=${written}
        />`,
    );
  }

  /**
   * A checkbox.
   *
   * @param {object} options - what it shows and does
   * @param {string} options.control - its name for `hide`
   * @param {unknown} options.label - its name for readers
   * @param {boolean} options.value - whether it is ticked
   * @param {(value: boolean) => void} options.onChange - called with every change
   * @param {boolean} [options.hidden] - whether it is not shown now
   * @returns {unknown} a template
   */
  switch({ control, label, value, onChange, hidden = false }) {
    return html`<label
      class="ug-check"
      data-control=${control}
      ?hidden=${hidden}
    >
      <input
        type="checkbox"
        .checked=${live(value)}
        @change=${(/** @type {Event} */ { target }) => onChange(/** @type {HTMLInputElement} */ (target).checked)}
      />
      <span>${label}</span>
    </label>`;
  }

  /**
   * @param {SliderOptions} options - of its control
   * @param {Memory} memory - of its control
   * @param {unknown} described - ids of the elements that describe it
   * @param {'input' | 'change'} [event] - that applies the text
   * @returns {unknown} a number field
   */
  #numberInput(options, memory, described, event = 'input') {
    const { value, field } = options;
    const shown = memory.refused ?? value;
    // Leaves text alone while it is being typed: “1.” must not turn into “1”,
    // nor a seed that is half typed into the present one.
    const isTyping =
      memory.draft !== undefined &&
      (event === 'change' ||
        memory.problem !== '' ||
        Object.is(textToNumber(memory.draft), value));
    if (!isTyping) memory.draft = undefined;
    /** @param {Event} happened - in the field */
    const written = ({ target, type }) => {
      memory.draft = /** @type {HTMLInputElement} */ (target).value;
      if (type !== event) return;
      const number = textToNumber(memory.draft);
      if (Number.isNaN(number)) this.#refuse(memory, refusal(memory, field));
      else this.#take(options, number);
      if (type === 'change' && !memory.problem) memory.draft = undefined;
    };
    /** @param {KeyboardEvent} pressed - in the field */
    const stepped = (pressed) => {
      const steps = STEPS_OF_KEYS[pressed.key];
      const { altKey, ctrlKey, metaKey } = pressed;
      if (steps === undefined || altKey || ctrlKey || metaKey) return;
      pressed.preventDefault();
      pressed.stopPropagation();
      const $field = /** @type {HTMLInputElement} */ (pressed.target);
      const typed = textToNumber($field.value);
      const from = Number.isNaN(typed) ? value : typed;
      const step = stepOf({ ...field.slider, ...options.slider }, field, from);
      // Fifteen digits leave out what the addition of decimal fractions adds.
      const to = Number((from + steps * step).toPrecision(15));
      memory.draft = undefined;
      const next = Math.min(field.max, Math.max(field.min, to));
      this.#take(options, next);
      // The next step may come before the field is rendered.
      $field.value = exactText(next);
    };
    const left = () => {
      if (memory.problem) return;
      memory.draft = undefined;
      this.#host.requestUpdate();
    };
    // A field of type “number” would drop what it cannot read before any script
    // sees it, and a wheel above it would turn it.
    return html`<input
      type="text"
      role="spinbutton"
      inputmode=${field.min < 0 ? nothing : field.integer ? 'numeric' : 'decimal'}
      autocomplete="off"
      spellcheck="false"
      id=${memory.id}
      aria-valuemin=${inDecimals(field.min)}
      aria-valuemax=${inDecimals(field.max)}
      aria-valuenow=${inDecimals(shown)}
      aria-describedby=${described}
      aria-invalid=${memory.problem ? 'true' : nothing}
      ?disabled=${options.disabled ?? false}
      .value=${live(memory.draft ?? exactText(shown))}
      @input=${written}
      @change=${event === 'change' ? written : nothing}
      @keydown=${stepped}
      @blur=${left}
    />`;
  }

  /**
   * @param {FieldOptions} options - of the control
   * @param {Memory} memory - of the control
   * @param {(described: unknown) => unknown} inputs - makes its inputs, given the
   *   ids of the elements that describe them
   * @returns {unknown} label, inputs, hint, and why a value is refused
   */
  #field({ control, label, hint }, memory, inputs) {
    const { id, problem } = memory;
    const described = [hint ? `${id}-hint` : '', problem ? `${id}-problem` : '']
      .filter((name) => name !== '')
      .join(' ');
    return html`<div class="ug-field" data-control=${control}>
      <label class="ug-label" for=${id} id=${`${id}-label`}>${label}</label>
      ${inputs(described || nothing)}
      ${hint ? html`<p class="ug-hint" id=${`${id}-hint`}>${hint}</p>` : nothing}
      <p class="ug-problem" id=${`${id}-problem`} ?hidden=${!problem}>
        ${problem}
      </p>
    </div>`;
  }

  /**
   * Changes the state, or shows why the value is refused.
   *
   * @param {FieldOptions & { value: unknown }} options - of the control
   * @param {any} value - the new value
   */
  #take(options, value) {
    const memory = this.#memoryOf(options);
    try {
      const changes = options.change(value);
      if (changes) this.#host.state = { ...this.#host.state, ...changes };
      memory.problem = '';
      memory.refused = undefined;
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      memory.problem = error.message;
      memory.refused = typeof value === 'number' ? value : undefined;
    }
    this.#host.requestUpdate();
  }

  /** @param {Memory} memory - of a control @param {string} problem - why its text is refused */
  #refuse(memory, problem) {
    memory.problem = problem;
    this.#host.requestUpdate();
  }

  /**
   * A refused value is forgotten once the state has another value.
   *
   * @param {{ id: string, value: unknown }} options - of a control
   * @returns {Memory} what the state does not hold
   */
  #memoryOf({ id, value }) {
    let memory = this.#memories.get(id);
    if (!memory) {
      lastId += 1;
      memory = { id: `ug-control-${lastId}`, problem: '' };
      this.#memories.set(id, memory);
    }
    const shown = String(value);
    if (memory.shown !== shown) {
      Object.assign(memory, { shown, problem: '', refused: undefined });
    }
    return memory;
  }
}

/** @param {number} value @param {Ends} ends @returns {number} the slider's position */
function positionOf(value, { min, max, isLog }) {
  if (!isLog) return value;
  return Math.round(LOG_STEPS * (Math.log(value / min) / Math.log(max / min)));
}

/** @param {number} position - of the slider @param {Ends} ends @returns {number} the value */
function valueAt(position, { min, max, isLog, isInteger }) {
  if (!isLog) return position;
  const value = min * (max / min) ** (position / LOG_STEPS);
  const rounded = Number(value.toPrecision(LOG_DIGITS));
  return isInteger ? Math.round(value) : rounded;
}

/**
 * @param {import('./fields.js').SliderRange} slider - of the control
 * @param {import('./fields.js').NumberField} field - declared
 * @param {number} value - to be changed
 * @returns {number} by how much an arrow key changes it: on a logarithmic scale
 *   by a tenth of its decade, else by the slider's step or about a hundredth of it
 */
function stepOf(slider, field, value) {
  const { min = field.min, max = field.max, step } = slider;
  if (step !== undefined && (field.integer || field.scale !== 'logarithmic')) {
    return step;
  }
  const size =
    field.scale === 'logarithmic' ? Math.abs(value) / 10 : (max - min) / 100;
  return 10 ** Math.floor(Math.log10(size || 1));
}

/**
 * @param {Memory} memory - of a field with text that is no number
 * @param {import('./fields.js').NumberField} field - declared
 * @returns {string} what was expected and what came
 */
function refusal({ draft = '' }, field) {
  const meanings = meaningsOf(draft);
  if (meanings) return controlWords.ambiguous(draft.trim(), ...meanings);
  const got = draft.trim() === '' ? undefined : draft;
  return controlWords.notANumber(expectedNumber(field), show(got));
}

/** @typedef {import('./figure.js').Figure<any, any, any>} Host */
/** @typedef {{ min: number, max: number, isLog: boolean, isInteger: boolean }} Ends */

/**
 * @typedef {object} Memory
 * @property {string} id - of the control's input
 * @property {string} [shown] - the value of the state, as text
 * @property {string} problem - why a value was refused, '' for none
 * @property {string | undefined} [draft] - text that is being typed
 * @property {number | undefined} [refused] - the number that was refused
 * @property {ScrollGuard} [guard] - of its slider
 */

/**
 * What a control shows and does. `Controls.of` derives what is left out from the
 * declaration of the key.
 *
 * @typedef {object} ControlOptions
 * @property {unknown} label - its name for readers
 * @property {string} [id] - unique in the figure; the key by default
 * @property {string} [control] - its name for `hide`; the key's own by default
 * @property {string} [hint] - a sentence under it
 * @property {boolean} [disabled] - whether it cannot be used now
 * @property {(value: any) => object | void} [change] - the changes of the state
 *   for a new value; by default of its key alone. Throws a `TypeError` to refuse
 * @property {(value: number) => string} [valueText] - the value in words
 * @property {import('./fields.js').SliderRange} [slider] - a range other than the
 *   declared one
 * @property {(option: any) => string} [optionName] - another name for an option
 * @property {readonly unknown[]} [disabledOptions] - that cannot be chosen now
 */
/** @typedef {ControlOptions & Required<Pick<ControlOptions, 'id' | 'control' | 'change'>>} FieldOptions */
/** @typedef {FieldOptions & { field: import('./fields.js').NumberField, value: number }} SliderOptions */
/** @typedef {FieldOptions & { field: import('./fields.js').ChoiceField<any>, value: unknown }} ChoiceOptions */
/** @typedef {FieldOptions & { value: readonly number[] }} ListOptions */

/**
 * @param {number} value
 * @returns {number | typeof nothing} it, for an attribute of ARIA, which knows no exponents
 */
function inDecimals(value) {
  return String(value).includes('e') ? nothing : value;
}
