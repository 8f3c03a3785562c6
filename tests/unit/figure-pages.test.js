/** The pages of single figures, of which previews of links are made, and oEmbed. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate';
import {
  PICTURE,
  figurePage,
  oEmbed,
  pictureFile,
  siteAddress,
} from '../../scripts/lib/figure-pages.mjs';
import { figures } from '../../www/figures/index.js';
import { previewWords } from '../../www/site/preview-words.js';

const SITE = 'https://example.org/ug/';
const template = readFileSync(
  new URL('../../figure.html', import.meta.url),
  'utf8',
);

test('each figure has a sentence, and a picture that a preview can use', () => {
  assert.deepEqual(
    Object.keys(previewWords),
    figures.map(({ name }) => name),
  );
  for (const { name } of figures) {
    const png = readFileSync(pictureFile(name));
    assert.ok(png.length < 60_000, `${name}: ${png.length} bytes`);
    const size = { width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
    assert.deepEqual(size, PICTURE, name);
    const words = previewWords[name] ?? '';
    assert.ok(words.length > 60 && words.length < 125, words);
  }
});

test('the page of a figure is good HTML, with absolute addresses in its head', async () => {
  const validate = new HtmlValidate(new FileSystemConfigLoader());
  const page = figurePage(template, 'learning-speeds', 'A & "B" <C>', SITE);
  assert.doesNotMatch(page, /\{\{|<!-- /);
  const report = await validate.validateString(
    page,
    new URL('../../page.html', import.meta.url).pathname,
  );
  const faults = report.results.flatMap(({ messages }) => messages);
  assert.deepEqual(
    faults
      // The one address that has to be absolute.
      .filter(({ ruleId }) => ruleId !== 'allowed-links')
      .map(({ message, line }) => `${line}: ${message}`),
    [],
  );
  assert.match(page, /<title>A &amp; &quot;B&quot; &lt;C> – /);
  assert.match(
    page,
    /property="og:image" content="https:\/\/example\.org\/ug\/figure\/learning-speeds\.png"/,
  );
  assert.match(
    page,
    /json\+oembed" href="https:\/\/example\.org\/ug\/oembed\/learning-speeds\.json"/,
  );
  assert.match(page, /src="\.\.\/www\/site\/figure-page\.js"/);
});

test('oEmbed answers with a frame and what the format asks for', () => {
  const answer = oEmbed('gradient-chain', 'A "chain"', SITE);
  assert.deepEqual(Object.keys(answer), [
    'version',
    'type',
    'title',
    'provider_name',
    'provider_url',
    'width',
    'height',
    'html',
    'thumbnail_url',
    'thumbnail_width',
    'thumbnail_height',
  ]);
  assert.match(
    JSON.stringify(answer),
    /embed\.html#figure=gradient-chain\\" title=\\"A &quot;chain&quot;\\" width=\\"960\\"/,
  );
});

test('the address of the site ends in a slash, and is refused in words where it is none', () => {
  const before = process.env['SITE_ADDRESS'];
  try {
    process.env['SITE_ADDRESS'] = 'https://example.org/ug';
    assert.equal(siteAddress(), SITE);
    for (const bad of ['example.org', 'file:///ug/', 'https://a.example/#b']) {
      process.env['SITE_ADDRESS'] = bad;
      assert.throws(siteAddress, /SITE_ADDRESS is no address/);
    }
    delete process.env['SITE_ADDRESS'];
    assert.match(siteAddress(), /^https:.*\/$/);
  } finally {
    if (before === undefined) delete process.env['SITE_ADDRESS'];
    else process.env['SITE_ADDRESS'] = before;
  }
});
