/**
 * A static file server for development and for the tests: the headers that the
 * site needs and no others, from the root of a host or from any path below it.
 * It answers requests for the rest of a file, from a byte on.
 *
 * Run by itself it serves a folder: `node scripts/serve.mjs [FOLDER]`.
 */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';

const HOST = '127.0.0.1';
const DEFAULT_PORT = 8080;

/** @type {Readonly<Record<string, string>>} */
const TYPES = {
  '.bin': 'application/octet-stream',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.woff2': 'font/woff2',
};

/**
 * Headers of every answer. A sandboxed iframe has an origin of its own, and
 * modules load there only if the server allows any origin.
 *
 * @type {Readonly<Record<string, string>>}
 */
const HEADERS = {
  'Access-Control-Allow-Origin': '*',
  'Cache-Control': 'no-cache',
  'X-Content-Type-Options': 'nosniff',
};

/** Where the names of files have the hash of what is in them. */
const HASHED = /^www\/assets\/.+-[\w-]{8}\.\w+$/;

/**
 * @typedef {object} ServerOptions
 * @property {string} root the folder to serve
 * @property {number} [port] 0, the default, takes any free one
 * @property {string} [basePath] the path on the host below which the folder
 *   appears, such as `/courses/deep/`; the default is `/`
 * @property {Readonly<Record<string, string>>} [headers] more headers, such as
 *   a stricter content security policy
 * @property {readonly string[]} [only] the names in the folder's top level
 *   that are served; all of them by default
 * @property {(request: IncomingMessage, response: ServerResponse) => boolean} [answerFirst]
 *   is asked before any file is looked for, and says whether it answers itself
 */

/** @typedef {import('node:http').IncomingMessage} IncomingMessage */
/** @typedef {import('node:http').ServerResponse} ServerResponse */

/**
 * @typedef {object} RunningServer
 * @property {string} url where the folder appears, with a slash at the end
 * @property {number} port
 * @property {() => Promise<void>} close ends open connections as well
 */

/**
 * Serves a folder on this machine only.
 *
 * @param {ServerOptions} options
 * @returns {Promise<RunningServer>}
 * @throws {NodeJS.ErrnoException} if the port is taken (`EADDRINUSE`) or may
 *   not be opened
 */
export async function startServer({
  root,
  port = 0,
  basePath = '/',
  headers = {},
  only,
  answerFirst = () => false,
}) {
  const site = { root: resolve(root), base: normaliseBase(basePath), only };
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries({ ...HEADERS, ...headers })) {
      response.setHeader(name, value);
    }
    if (answerFirst(request, response)) return;
    answer(site, request, response).catch(() => response.destroy());
  });
  await new Promise((listening, failed) => {
    server.once('error', failed);
    server.listen(port, HOST, () => listening(undefined));
  });
  const address = server.address();
  if (address === null || typeof address === 'string') {
    throw new Error('the server has no port');
  }
  return {
    url: `http://${HOST}:${address.port}${site.base}`,
    port: address.port,
    close: () =>
      new Promise((closed, failed) => {
        server.close((error) => (error ? failed(error) : closed()));
        server.closeAllConnections();
      }),
  };
}

/**
 * @param {string} path
 * @returns {string} the path with one slash at each end
 */
function normaliseBase(path) {
  const inner = path.replace(/^\/+|\/+$/g, '');
  return inner === '' ? '/' : `/${inner}/`;
}

/**
 * @param {{ root: string, base: string, only: readonly string[] | undefined }} site
 * @param {IncomingMessage} request
 * @param {ServerResponse} response
 */
async function answer(site, request, response) {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    refuse(response, 405, 'Only GET and HEAD are answered here.');
    return;
  }
  const [path = '/', query] = (request.url ?? '/').split('?', 2);
  const file = await locate(site, path);
  if (file === null) {
    refuse(response, 404, `There is no ${path} here.`);
    return;
  }
  if (file.isFolder) {
    const target = `${path}/${query === undefined ? '' : `?${query}`}`;
    response.setHeader('Location', target.replace(/^\/+/, '/'));
    refuse(response, 301, 'This is a folder.');
    return;
  }
  response.setHeader(
    'Content-Type',
    TYPES[extname(file.path)] ?? 'application/octet-stream',
  );
  response.setHeader('Accept-Ranges', 'bytes');
  response.setHeader('ETag', file.tag);
  if (HASHED.test(path.slice(site.base.length))) {
    const year = 'public, max-age=31536000, immutable';
    response.setHeader('Cache-Control', year);
  }
  const part = partOf(request, file);
  if (part && part.start > part.end) {
    response.setHeader('Content-Range', `bytes */${file.size}`);
    refuse(response, 416, `${path} has ${file.size} bytes.`);
    return;
  }
  const { start, end } = part ?? { start: 0, end: file.size - 1 };
  response.setHeader('Content-Length', end - start + 1);
  if (part) {
    const range = `bytes ${start}-${end}/${file.size}`;
    response.setHeader('Content-Range', range);
  }
  response.writeHead(part ? 206 : 200);
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  if (end < start) {
    response.end();
    return;
  }
  await pipeline(createReadStream(file.path, { start, end }), response);
}

/**
 * @param {IncomingMessage} request
 * @param {{ size: number, tag: string }} file - as it is now
 * @returns {{ start: number, end: number } | null} the first and the last byte
 *   that it wants; null for all of them, also where it has a part of another file
 */
function partOf({ headers }, { size, tag }) {
  const range = /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? '');
  if (!range || (headers['if-range'] ?? tag) !== tag) return null;
  const [, start, end] = range;
  const last = end === '' ? size - 1 : Math.min(Number(end), size - 1);
  return { start: Number(start), end: last };
}

/**
 * @param {ServerResponse} response
 * @param {number} status
 * @param {string} words
 */
function refuse(response, status, words) {
  response.setHeader('Content-Type', 'text/plain; charset=utf-8');
  response.writeHead(status);
  response.end(`${words}\n`);
}

/**
 * Finds the file that a path of a request means, if it may be served.
 *
 * @param {{ root: string, base: string, only: readonly string[] | undefined }} site
 * @param {string} path still encoded
 * @returns {Promise<{ path: string, size: number, tag: string, isFolder: boolean } | null>}
 */
async function locate(site, path) {
  if (!path.startsWith(site.base)) {
    const isBase = `${path}/` === site.base;
    return isBase
      ? { path: site.root, size: 0, tag: '', isFolder: true }
      : null;
  }
  const name = decode(path.slice(site.base.length));
  // A backslash separates folders on some systems, a colon names drives there.
  if (name === null || /[\\:\0]/.test(name)) return null;
  // Hidden files are nobody's business; this covers `..` too.
  if (name.split('/').some((part) => part.startsWith('.'))) return null;
  const wanted = name === '' || name.endsWith('/') ? `${name}index.html` : name;
  const [top = ''] = wanted.split('/');
  if (site.only !== undefined && !site.only.includes(top)) return null;
  const file = resolve(site.root, wanted);
  if (!file.startsWith(site.root + sep)) return null;
  const found = await stat(file).catch(() => null);
  if (found === null || !(found.isFile() || found.isDirectory())) return null;
  const tag = `"${found.size}-${found.mtimeMs}"`;
  return { path: file, size: found.size, tag, isFolder: found.isDirectory() };
}

/**
 * @param {string} path
 * @returns {string | null} null where it is not properly encoded
 */
function decode(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

/**
 * @param {string | undefined} text
 * @returns {number}
 */
function parsePort(text) {
  if (text === undefined || text === '') return DEFAULT_PORT;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port;
  throw new RangeError(`PORT is '${text}'; it can be 0 to 65535.`);
}

async function main() {
  const [root = 'dist', ...only] = process.argv.slice(2);
  const port = parsePort(process.env['PORT']);
  const server = await startServer({
    root,
    port,
    ...(only.length > 0 ? { only } : {}),
  });
  process.stdout.write(`${server.url}\n`);
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => void server.close());
  }
}

/**
 * @param {unknown} error
 * @returns {string}
 */
function explain(error) {
  if (!(error instanceof Error)) return String(error);
  const { code } = /** @type {NodeJS.ErrnoException} */ (error);
  const port = process.env['PORT'] || DEFAULT_PORT;
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} is taken. Stop what uses it, or choose another: PORT=8081 scripts/serve`;
    case 'EACCES':
      return `Port ${port} may not be opened by this user. Choose one above 1023: PORT=8080 scripts/serve`;
    default:
      return error.message;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  main().catch((error) => {
    process.stderr.write(`error: ${explain(error)}\n`);
    process.exitCode = 1;
  });
}
