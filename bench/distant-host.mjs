/**
 * A host as an embed meets it out there: HTTP/2, and every answer some time
 * after its request. Requests do not wait for each other.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createSecureServer } from 'node:http2';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

export const LATENCY_MS = 50;

/** @returns {{ key: Buffer, cert: Buffer } | null} null where there is no openssl */
function certificate() {
  const folder = mkdtempSync(join(tmpdir(), 'distant-host-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  try {
    const { status } = spawnSync('openssl', [
      ...['req', '-x509', '-nodes', '-days', '2', '-subj', '/CN=localhost'],
      ...['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'],
      ...['-keyout', key, '-out', cert],
    ]);
    if (status !== 0) return null;
    return { key: readFileSync(key), cert: readFileSync(cert) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * @param {string} site - what it serves: another host's files
 * @returns {Promise<{ url: string, close: () => Promise<void> } | null>} null
 *   where no certificate can be made
 */
export async function startDistantHost(site) {
  const identity = certificate();
  if (identity === null) return null;
  /** @type {Map<string, Promise<{ type: string, status: number, body: Buffer }>>} */
  const files = new Map();
  /** @param {string} path */
  const read = async (path) => {
    const response = await fetch(new URL(path.replace(/^\//, ''), site));
    return {
      type: response.headers.get('content-type') ?? '',
      status: response.status,
      body: Buffer.from(await response.arrayBuffer()),
    };
  };
  const server = createSecureServer(identity, async (request, response) => {
    const path = request.url;
    const reading = files.get(path) ?? read(path);
    files.set(path, reading);
    const [{ type, status, body }] = await Promise.all([
      reading,
      wait(LATENCY_MS),
    ]);
    response.writeHead(status, {
      'Content-Type': type,
      'Cache-Control': 'max-age=600',
    });
    response.end(body);
  });
  /** @type {Set<import('node:http2').ServerHttp2Session>} */
  const sessions = new Set();
  server.on('session', (session) => {
    sessions.add(session);
    session.once('close', () => sessions.delete(session));
  });
  await new Promise((listening) => {
    server.listen(0, '127.0.0.1', () => listening(undefined));
  });
  const address = server.address();
  if (address === null || typeof address === 'string') {
    throw new Error('the server has no port');
  }
  return {
    url: `https://localhost:${address.port}/`,
    close: () =>
      new Promise((closed) => {
        for (const session of sessions) session.destroy();
        server.close(() => closed());
      }),
  };
}
