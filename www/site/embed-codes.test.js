import assert from 'node:assert/strict';
import test from 'node:test';
import { figureSchemas } from '../../tests/unit/schemas.js';
import { gradientChainSchema } from '../figures/gradient-chain/state.js';
import { learningSpeedsSchema } from '../figures/learning-speeds/state.js';
import { defaultState, validate } from '../kit/schema.js';
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

test('what is pasted into a text has the blank lines, marks and indents that make it a block there', () => {
  const codes = embedCodes(embedding);
  const frame =
    /<iframe src="https:[^"]*" title="[^"]*" .* loading="lazy"><\/iframe>/
      .source;
  assert.match(codes.frame, new RegExp(`^${frame}$`));
  assert.match(codes.markdown, new RegExp(`^\n${frame}\n$`));
  assert.match(codes.rest, new RegExp(`^\\.\\. raw:: html\n\n {3}${frame}$`));
  assert.match(
    codes.myst,
    /^:::\{iframe\} https:\S*\n:width: 100%\n:title: A “chain” & "more"\n:::$/,
  );
  assert.match(
    codes.jupyter,
    /^from IPython\.display import IFrame\nIFrame\("https:[^"]*", width="100%", height=540\)$/,
  );
});

test('a frame that a deck loads itself names no address for the browser to load at once', () => {
  const { waiting, reveal, quartoSlide } = embedCodes(embedding);
  for (const code of [waiting, reveal, quartoSlide]) {
    assert.match(code, /<iframe [^>]*data-src="https:/);
    assert.doesNotMatch(code, /<iframe [^>]*(?:\ssrc=|loading=)/);
  }
});

test('the tag has what is not the default, and how it is shown', () => {
  assert.equal(
    embedCodes(embedding).element,
    '<script type="module" src="https://example.org/ug/www/define.js"></script>\n' +
      '<gradient-chain weights="2,-3" biases="0.5,-0" hide="toolbar presets" theme="dark"></gradient-chain>',
  );
});

test('the tag of a run has its pace and the runs that it keeps, and nothing where all is the default', () => {
  const state = defaultState(learningSpeedsSchema);
  const speeds = { ...embedding, schema: learningSpeedsSchema, state };
  const tagWith = (/** @type {import('../kit/link.js').View} */ view) =>
    embedCodes({ ...speeds, view })
      .element.split('\n')
      .at(-1);
  assert.equal(tagWith({}), '<learning-speeds></learning-speeds>');
  assert.equal(tagWith({ hide: [] }), '<learning-speeds></learning-speeds>');
  assert.equal(
    tagWith({ pace: 'slow', kept: '200,rate:3' }),
    '<learning-speeds pace="slow" kept="200,rate:3"></learning-speeds>',
  );
});

test('no character of a title ends the attribute that it stands in, or the tag', () => {
  const { frame } = embedCodes({ ...embedding, title: '"1 < 2" & <b>' });
  assert.match(frame, / title="&quot;1 &lt; 2&quot; &amp; &lt;b>" width=/);
});
