import assert from 'node:assert/strict';
import test from 'node:test';
import { figureSchemas } from '../../tests/unit/schemas.js';
import { gradientChainSchema } from '../figures/gradient-chain/state.js';
import { validate } from '../kit/schema.js';
import { embedAddress, embedCodes } from './embed-codes.js';
import { parseHash } from './links.js';

const embedding = {
  site: 'https://example.org/ug/',
  schema: gradientChainSchema,
  title: 'A “chain” & "more"',
  state: validate(gradientChainSchema, { weights: [2, -3], biases: [0.5, -0] }),
  view: { hide: ['toolbar', 'presets'], theme: /** @type {const} */ ('dark') },
  width: '100%',
  height: 540,
};

test('the address of an embed is a good link to the state and the view', () => {
  const { hash } = new URL(embedAddress(embedding));
  const { figures, problems } = parseHash(hash, figureSchemas);
  assert.deepEqual(problems, []);
  assert.deepEqual(figures.get('gradient-chain'), {
    state: embedding.state,
    ...embedding.view,
  });
});

test('each code has the address, and nothing that ends an attribute', () => {
  const codes = embedCodes(embedding);
  const address = embedAddress(embedding);
  for (const [place, code] of Object.entries(codes)) {
    if (place === 'element') continue;
    const found =
      /(?:(?:src=|IFrame\()"|\{iframe\} )(https[^"\s]*#[^"\s]*)/.exec(
        code,
      )?.[1] ?? '';
    assert.equal(found.replaceAll('&amp;', '&'), address, place);
  }
  assert.match(
    codes.frame,
    /title="A “chain” &amp; &quot;more&quot;" width="100%" height="540"/,
  );
  assert.match(codes.waiting, /embed-host\.js"><\/script>\n<iframe data-src=/);
  assert.match(codes.mdx, /^<iframe .* style=\{\{ border: 0 \}\} .* \/>$/);
  assert.match(codes.quarto, /^```\{=html\}\n<iframe src=.*\n```$/);
  assert.match(codes.quartoSlide, /<iframe data-external="1" data-src=/);
  assert.match(codes.hugo, /^\{\{< .*title="A “chain” & \\"more\\"" .* >\}\}$/);
  assert.match(codes.mystSphinx, /^```\{raw\} html\n<iframe src=/);
  assert.match(codes.reveal, /^<section>\n.*data-src=[^]*<\/section>$/);
});

test('the tag has what is not the default, and how it is shown', () => {
  assert.equal(
    embedCodes(embedding).element,
    '<script type="module" src="https://example.org/ug/www/define.js"></script>\n' +
      '<gradient-chain weights="2,-3" biases="0.5,-0" hide="toolbar presets" theme="dark"></gradient-chain>',
  );
});
