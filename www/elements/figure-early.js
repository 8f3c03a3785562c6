/**
 * Keeps what a page has set on an element before its class was there. Such
 * properties lie on the element itself and would hide the class's accessors.
 */
export class EarlyProperties {
  /** @type {HTMLElement} */
  #$element;
  /** @type {Map<string, unknown>} */
  #values = new Map();

  /**
   * Takes the properties off the element.
   *
   * @param {HTMLElement} $element - being upgraded
   * @param {readonly string[]} names - of accessors
   */
  constructor($element, names) {
    this.#$element = $element;
    for (const name of names) {
      if (!Object.hasOwn($element, name)) continue;
      this.#values.set(name, Reflect.get($element, name));
      Reflect.deleteProperty($element, name);
    }
  }

  /**
   * Sets them again, now through the accessors.
   *
   * @param {(words: string, name: string) => void} refuse - told what threw
   */
  restore(refuse) {
    for (const [name, value] of this.#values) {
      try {
        Reflect.set(this.#$element, name, value);
      } catch (error) {
        refuse(error instanceof Error ? error.message : String(error), name);
      }
    }
    this.#values.clear();
  }
}
