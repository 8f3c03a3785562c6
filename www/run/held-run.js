/** Tells other pages of the site, by a lock, that a run that is kept is still a page's own. */
export class HeldRun {
  #id = '';
  #release = () => {};

  /**
   * Holds one run, in the place of the one before, until it is released or the page goes.
   *
   * @param {string} id - of the run
   */
  async hold(id) {
    if (this.#id === id) return;
    this.release();
    this.#id = id;
    const released = new Promise((resolve) => {
      this.#release = () => resolve(undefined);
    });
    const options = { ifAvailable: true };
    try {
      await globalThis.navigator?.locks?.request(id, options, () => released);
    } catch {
      // There are none in a sandboxed frame, where nothing is kept either.
    }
  }

  /** Lets other pages, and this one, offer the run. */
  release() {
    this.#id = '';
    this.#release();
  }
}

/** @returns {Promise<(id: string) => boolean>} whether no page has a run now; rejects where there is no storage */
export async function freeRuns() {
  const { held = [] } = (await globalThis.navigator?.locks?.query()) ?? {};
  const names = new Set(held.map(({ name }) => name));
  return (id) => !names.has(id);
}
