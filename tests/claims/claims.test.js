import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

import {
  numbersIn,
  questionNames,
  questionOf,
  recorded,
  sectionText,
} from './claim.js';
import { SECTIONS } from './sections.js';

/** @typedef {import('./claim.js').Section} Section */

for (const [id, section] of Object.entries(SECTIONS)) {
  const text = sectionText(id);

  describe(`index.html, ${id}`, () => {
    for (const { says, over, holds } of section.claims) {
      it(`says “${says}”${over ? `, over ${over}` : ''}`, async () => {
        const times = text.split(says).length - 1;
        assert.equal(times, 1, `the page says it ${times} times`);
        await holds();
      });
    }

    it('has no number that no claim and no set-up speaks of', () => {
      const known = [...section.claims.map(({ says }) => says)];
      known.push(...(section.setup ?? []));
      let rest = text;
      for (const words of known.toSorted((a, b) => b.length - a.length)) {
        assert.ok(text.includes(words), `the page does not say “${words}”`);
        rest = rest.replaceAll(words, ' … ');
      }
      assert.deepEqual(numbersIn(rest), []);
    });

    for (const [name, answer] of Object.entries(section.answers ?? {})) {
      it(`has the right answer to its question about ${name}`, () => {
        const { right, options } = questionOf(name);
        assert.equal(right, answer());
        assert.ok(options.includes(right ?? ''), `an option ${right}`);
      });
    }

    for (const [name, record] of Object.entries(section.records ?? {})) {
      it(`rests on ${record.seeds} seeds of ${name}, the first the same again`, async () => {
        const results = recorded(name);
        assert.equal(results.length, record.seeds);
        assert.deepEqual(
          JSON.parse(JSON.stringify(await record.compute(1))),
          results[0],
        );
      });
    }
  });
}

it('knows the right answer to every question of index.html', () => {
  const known = Object.values(SECTIONS).flatMap(({ answers = {} }) =>
    Object.keys(answers),
  );
  assert.deepEqual(known, questionNames());
});

it('numbers figures and sections in their order', () => {
  const page = readFileSync(
    new URL('../../index.html', import.meta.url),
    'utf8',
  );
  const figures = [...page.matchAll(/caption-number">Figure (\d+)\./gu)];
  assert.deepEqual(
    figures.map(([, number]) => Number(number)),
    figures.map((_, index) => index + 1),
  );
  const sections = [...page.matchAll(/<span class="number">(\w+)<\/span>/gu)];
  const names = 'One Two Three Four Five Six Seven Eight Nine Ten Eleven';
  assert.equal(
    sections.map(([, name]) => name).join(' '),
    names.split(' ').slice(0, sections.length).join(' '),
  );
});
