import '../../tests/css-as-text.mjs';
import assert from 'node:assert/strict';
import test from 'node:test';
import { figureSchemas } from '../../tests/unit/schemas.js';
import { figureNamed } from '../figures/index.js';
import { gradientChainSchema } from '../figures/gradient-chain/state.js';
import { parseHash } from '../site/links.js';
import { validate } from './schema.js';

const { hidingRules } = await import('./figure.js');
const { Toolbar } = await import('./toolbar.js');

test('hiding makes rules only out of names', () => {
  assert.equal(
    hidingRules('seed, presets {} x"] *'),
    '[data-control~="seed"]{display:none!important}\n' +
      '[data-control~="presets"]{display:none!important}',
  );
  assert.equal(hidingRules(''), '');
});

test('the link and the embed code bring the same state back', () => {
  class Host extends EventTarget {
    static figure = figureNamed('gradient-chain');
    static schema = gradientChainSchema;
    state = validate(gradientChainSchema, { input: -0, target: 0.25 });
    hide = 'presets  toolbar';
    theme = 'dark';
    /** @returns {{ height: number }} as an element's */
    getBoundingClientRect() {
      return { height: 410.2 };
    }
  }
  const host = new Host();
  const toolbar = new Toolbar(/** @type {any} */ (host));
  const link = new URL(toolbar.link);
  assert.match(link.pathname, /\/index\.html$/);

  const code = toolbar.embedCode;
  assert.match(code, /^<iframe [^<>]*><\/iframe>$/);
  assert.match(code, / title="[^"]+" /);
  assert.match(code, / height="411" loading="lazy" /);
  const src = /src="([^"]*)"/.exec(code)?.[1]?.replace(/&amp;/g, '&') ?? '';
  const embed = new URL(src);
  assert.match(embed.pathname, /\/embed\.html$/);

  for (const { hash } of [link, embed]) {
    const { figures, problems } = parseHash(hash, figureSchemas);
    assert.deepEqual(problems, []);
    assert.deepStrictEqual(figures.get('gradient-chain')?.state, host.state);
  }
  const shown = parseHash(embed.hash, figureSchemas).figures;
  assert.deepEqual(shown.get('gradient-chain')?.hide, ['presets', 'toolbar']);
  assert.equal(shown.get('gradient-chain')?.theme, 'dark');
});
