/**
 * As much of a document as the functions need that turn numbers into pictures:
 * elements with attributes, children, classes and texts.
 */
export class FakeElement {
  /** @type {Map<string, string>} */
  attributes = new Map();
  /** @type {(FakeElement | string)[]} */
  children = [];
  /** @type {Map<string, string>} */
  styles = new Map();

  /** @param {string} tag - its name */
  constructor(tag) {
    this.tag = tag;
  }

  get style() {
    return {
      /**
       * @param {string} name - of a property
       * @param {string} value - its value
       */
      setProperty: (name, value) => void this.styles.set(name, value),
    };
  }

  /**
   * @param {string} name - of an attribute
   * @param {string} value - its value
   */
  setAttribute(name, value) {
    this.attributes.set(name, value);
  }

  /** @param {string} name - of an attribute */
  get(name) {
    return this.attributes.get(name) ?? '';
  }

  /** @param {...(FakeElement | string)} children - put at the end */
  append(...children) {
    this.children.push(...children);
  }

  /** @returns {string} all text in it */
  get textContent() {
    return this.children
      .map((child) => (typeof child === 'string' ? child : child.textContent))
      .join('');
  }

  /**
   * @param {string} name - a class, or a tag
   * @returns {FakeElement[]} the elements in it that have it
   */
  all(name) {
    return this.children.flatMap((child) => {
      if (typeof child === 'string') return [];
      const isOne =
        child.tag === name || child.get('class').split(' ').includes(name);
      return [...(isOne ? [child] : []), ...child.all(name)];
    });
  }
}

/** Puts the stand-in where pictures look for the document. */
export function fakeDocument() {
  Object.assign(globalThis, {
    document: {
      /** @param {string} tag - of the element */
      createElement: (tag) => new FakeElement(tag),
      /**
       * @param {string} _space - its namespace
       * @param {string} tag - of the element
       */
      createElementNS: (_space, tag) => new FakeElement(tag),
    },
  });
}

/**
 * @param {unknown} $element - what a picture's function returned
 * @returns {FakeElement} the same
 */
export function faked($element) {
  if ($element instanceof FakeElement) return $element;
  throw new TypeError('expected an element of the fake document');
}
