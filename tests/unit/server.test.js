import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startServer } from '../../scripts/serve.mjs';

/** @import { RunningServer } from '../../scripts/serve.mjs' */

/** @type {string} */
let folder;
/** @type {RunningServer} */
let server;

/**
 * Asks for a path as written: `fetch` would tidy `..` away before it is sent.
 *
 * @param {string} path
 * @param {string} [method]
 * @returns {Promise<{ status: number, body: string }>}
 */
function ask(path, method = 'GET') {
  return new Promise((answered, failed) => {
    request({ host: '127.0.0.1', port: server.port, path, method }, (reply) => {
      let body = '';
      reply.setEncoding('utf8');
      reply.on('data', (chunk) => (body += chunk));
      reply.on('end', () => answered({ status: reply.statusCode ?? 0, body }));
    })
      .on('error', failed)
      .end();
  });
}

describe('the static server', () => {
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'static-server-'));
    const site = join(folder, 'site');
    await mkdir(join(site, 'www', 'assets'), { recursive: true });
    await mkdir(join(folder, 'site-secrets'));
    await Promise.all([
      writeFile(join(folder, 'secret.txt'), 'secret'),
      writeFile(join(folder, 'site-secrets', 'key.txt'), 'secret'),
      writeFile(join(site, '.hidden'), 'secret'),
      writeFile(join(site, 'index.html'), '<!doctype html>'),
      writeFile(join(site, 'www', 'index.html'), 'inner'),
      writeFile(join(site, 'www', 'core.wasm'), '\0asm'),
      writeFile(join(site, 'www', 'core.js'), 'export {};'),
      writeFile(join(site, 'www', 'assets', 'core-BJwa3v-Z.js'), 'export {};'),
      writeFile(join(site, 'www', 'assets', 'core.js'), 'export {};'),
      writeFile(join(site, 'www', 'two words.css'), '/* */'),
      writeFile(join(site, 'www', 'digits.bin'), 'bytes'),
    ]);
    server = await startServer({
      root: site,
      basePath: 'some/sub/path',
      headers: { 'X-Test': 'yes' },
    });
  });

  after(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  for (const [name, type] of [
    ['index.html', 'text/html; charset=utf-8'],
    ['www/core.wasm', 'application/wasm'],
    ['www/core.js', 'text/javascript; charset=utf-8'],
    ['www/two%20words.css', 'text/css; charset=utf-8'],
    ['www/digits.bin', 'application/octet-stream'],
  ]) {
    it(`says that ${name} is ${type}`, async () => {
      const reply = await fetch(server.url + name);
      assert.equal(reply.status, 200);
      assert.equal(reply.headers.get('content-type'), type);
    });
  }

  it('allows every origin, forbids guessing of types, and adds what it was told', async () => {
    for (const name of ['index.html', 'missing.js']) {
      const { headers } = await fetch(server.url + name);
      assert.equal(headers.get('access-control-allow-origin'), '*');
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.equal(headers.get('x-test'), 'yes');
    }
  });

  it('lets only what has its hash in its name be kept for ever', async () => {
    /** @param {string} name */
    const caching = async (name) =>
      (await fetch(server.url + name)).headers.get('cache-control');
    assert.match(
      (await caching('www/assets/core-BJwa3v-Z.js')) ?? '',
      /immutable/,
    );
    for (const name of ['', 'www/core.js', 'www/assets/core.js']) {
      assert.equal(await caching(name), 'no-cache', name);
    }
  });

  it('gives a part of a file, unless that is a part of another', async () => {
    const url = `${server.url}www/digits.bin`;
    const whole = await fetch(url);
    const tag = whole.headers.get('etag') ?? '';
    assert.match(tag, /^".+"$/);
    assert.equal(whole.headers.get('accept-ranges'), 'bytes');
    /** @param {Record<string, string>} headers */
    const part = async (headers) => {
      const reply = await fetch(url, { headers });
      return [reply.status, reply.headers.get('content-range')];
    };
    const range = 'bytes=2-';
    assert.deepEqual(await part({ range }), [206, 'bytes 2-4/5']);
    assert.deepEqual(await part({ range, 'if-range': tag }), [
      206,
      'bytes 2-4/5',
    ]);
    assert.deepEqual(await part({ range: 'bytes=1-2' }), [206, 'bytes 1-2/5']);
    assert.deepEqual(await part({ range, 'if-range': '"x"' }), [200, null]);
    assert.deepEqual(await part({ range: 'bytes=5-' }), [416, 'bytes */5']);
    const rest = await fetch(url, { headers: { range: 'bytes=1-2' } });
    assert.equal(await rest.text(), 'yt');
  });

  it('serves the folder below its path and nowhere else', async () => {
    assert.match(server.url, /^http:\/\/127\.0\.0\.1:\d+\/some\/sub\/path\/$/);
    assert.equal((await ask('/some/sub/path/')).body, '<!doctype html>');
    assert.equal((await ask('/index.html')).status, 404);
    assert.equal((await ask('/')).status, 404);
  });

  it('adds the slash that a folder lacks, and keeps the query', async () => {
    const reply = await fetch(`${server.url}www?a=1`, { redirect: 'manual' });
    assert.equal(reply.status, 301);
    assert.equal(reply.headers.get('location'), '/some/sub/path/www/?a=1');
    const base = await fetch(server.url.slice(0, -1));
    assert.equal(await base.text(), '<!doctype html>');
  });

  it('answers 404 in words for what is not there', async () => {
    const reply = await ask('/some/sub/path/www/none.js?v=1');
    assert.equal(reply.status, 404);
    assert.equal(reply.body, 'There is no /some/sub/path/www/none.js here.\n');
  });

  for (const path of [
    '/some/sub/path/../../../secret.txt',
    '/some/sub/path/%2e%2e/secret.txt',
    '/some/sub/path/..%2fsecret.txt',
    '/some/sub/path/..%5csecret.txt',
    '/some/sub/path/www/../../secret.txt',
    '/some/sub/path/../site-secrets/key.txt',
    '/some/sub/path/.hidden',
    '/some/sub/path/%00',
    '/some/sub/path/%zz',
  ]) {
    it(`does not leave its folder for ${path}`, async () => {
      const { status, body } = await ask(path);
      assert.equal(status, 404);
      assert.doesNotMatch(body, /^secret/);
    });
  }

  it('answers HEAD with the length and without the bytes', async () => {
    const reply = await fetch(`${server.url}www/digits.bin`, {
      method: 'HEAD',
    });
    assert.equal(reply.status, 200);
    assert.equal(reply.headers.get('content-length'), '5');
    assert.equal(await reply.text(), '');
  });

  it('refuses to be written to', async () => {
    const reply = await fetch(server.url, { method: 'POST' });
    assert.equal(reply.status, 405);
    assert.equal(reply.headers.get('allow'), 'GET, HEAD');
  });

  it('serves only the names that it was given', async () => {
    const narrow = await startServer({
      root: join(folder, 'site'),
      only: ['index.html'],
    });
    try {
      assert.equal((await fetch(narrow.url)).status, 200);
      assert.equal((await fetch(`${narrow.url}www/core.js`)).status, 404);
    } finally {
      await narrow.close();
    }
  });

  it('says which error it was when the port is taken', async () => {
    await assert.rejects(startServer({ root: folder, port: server.port }), {
      code: 'EADDRINUSE',
    });
  });
});
