import assert from 'node:assert/strict';
import test from 'node:test';
import { attributeKeys, settleAttributes } from '../../www/kit/attributes.js';
import { hidingRules } from '../../www/kit/figure-frame.js';
import { embedCodeFor, linkFor } from '../../www/kit/figure-toolbar.js';
import { figureSchemas } from '../../www/figures/schemas.js';
import { gradientChainSchema } from '../../www/figures/gradient-chain/state.js';
import { learningSpeedsSchema } from '../../www/figures/learning-speeds/state.js';
import { parseHash } from '../../www/kit/permalink.js';
import { defaultState, validate } from '../../www/kit/schema.js';

const base = defaultState(learningSpeedsSchema);

/**
 * @param {Record<string, string | null>} texts - key to text
 */
function settle(texts) {
  const map = new Map(Object.entries(texts));
  return settleAttributes(learningSpeedsSchema, map, base);
}

test('attributes are the keys in kebab case, but for hidden', () => {
  const names = attributeKeys(learningSpeedsSchema);
  assert.equal(names.get('cost-function'), 'costFunction');
  assert.equal(names.get('hidden-layers'), 'hidden');
  assert.equal(names.get('hidden'), undefined);
  assert.equal(names.size, learningSpeedsSchema.keys.length);
});

test('attributes that belong together are judged together', () => {
  const { state, problems } = settle({ images: '500', batch: '10' });
  assert.equal(problems.size, 0);
  assert.equal(state.images, 500);
  assert.equal(state.batch, 10);
});

test('a bad attribute is left aside and the good one beside it is kept', () => {
  const { state, problems } = settle({ rate: 'fast', seed: '7' });
  assert.equal(state.rate, base.rate);
  assert.equal(state.seed, 7);
  assert.deepEqual([...problems.keys()], ['rate']);
  assert.match(problems.get('rate') ?? '', /attribute rate.*got “fast”/);
});

test('attributes that break a rule with the state are left aside', () => {
  const { state, problems } = settle({ images: '500' });
  assert.deepEqual(state, base);
  assert.match(problems.get('images') ?? '', /batch: expected at most/);
});

test('an attribute taken away brings the default back', () => {
  const changed = validate(learningSpeedsSchema, { rate: 3, seed: 9 });
  const { state } = settleAttributes(
    learningSpeedsSchema,
    new Map([['rate', null]]),
    changed,
  );
  assert.equal(state.rate, base.rate);
  assert.equal(state.seed, 9);
});

test('hiding makes rules only out of names', () => {
  assert.equal(
    hidingRules('seed, presets {} x"] *'),
    '[data-control~="seed"]{display:none!important}\n' +
      '[data-control~="presets"]{display:none!important}',
  );
  assert.equal(hidingRules(''), '');
});

test('the link and the embed code bring the same state back', () => {
  const state = validate(gradientChainSchema, { input: -0, target: 0.25 });
  const link = new URL(linkFor(gradientChainSchema, state));
  assert.match(link.pathname, /\/index\.html$/);

  const $host = /** @type {any} */ ({
    state,
    hide: 'presets  toolbar',
    theme: 'dark',
    getBoundingClientRect: () => ({ height: 410.2 }),
  });
  const code = embedCodeFor($host, gradientChainSchema);
  assert.match(code, /^<iframe [^<>]*><\/iframe>$/);
  assert.match(code, / title="[^"]+" /);
  assert.match(code, / height="411" loading="lazy" /);
  const src = /src="([^"]*)"/.exec(code)?.[1]?.replace(/&amp;/g, '&') ?? '';
  const embed = new URL(src);
  assert.match(embed.pathname, /\/embed\.html$/);

  for (const { hash } of [link, embed]) {
    const { figures, problems } = parseHash(hash, figureSchemas);
    assert.deepEqual(problems, []);
    assert.deepStrictEqual(figures.get('gradient-chain')?.state, state);
  }
  const shown = parseHash(embed.hash, figureSchemas).figures;
  assert.deepEqual(shown.get('gradient-chain')?.hide, ['presets', 'toolbar']);
  assert.equal(shown.get('gradient-chain')?.theme, 'dark');
});
