import { create } from '../../view/create.js';
import { learningSpeedsWords as words } from '../../words/learning-speeds.js';
import { meaningOf } from './meaning.js';

/** The line under the plot that says what the numbers mean. */
export class MeaningLine {
  $element = create('p', { class: 'ug-meaning', 'data-control': 'meaning' });
  $announcement = create('p', { class: 'ug-unseen', role: 'status' });
  #announced = '';

  /**
   * @param {import('../run/run-session.js').RunSession} session - the run
   * @param {import('./meaning.js').Settings} state - its settings
   */
  show({ history, constants, plateauEnd, phase, isMoving }, state) {
    if (!history || history.rows === 0) {
      // What went wrong is said above the figure.
      const isComing = phase !== 'idle' && phase !== 'failed';
      this.$element.textContent = isComing ? words.starting : '';
      return;
    }
    const row = history.row(history.epoch);
    const plateauLast = history.before(plateauEnd);
    const plateau = { plateauEnd, plateauLast };
    const sentences = meaningOf({ row, state, constants, ...plateau });
    this.$element.textContent = sentences.join(' ');
    // Said aloud when the run stands, and when the plateau ends: not at 30 Hz.
    const occasion = `${isMoving ? plateauEnd : row.epoch}`;
    if (occasion === this.#announced) return;
    this.#announced = occasion;
    this.$announcement.textContent = sentences.join(' ');
  }
}
