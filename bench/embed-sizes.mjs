import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { startServer } from '../scripts/serve.mjs';
const server = await startServer({ root: 'dist', basePath: '/a/b/' });
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox','--disable-gpu'] });
for (const name of (process.argv[2] ?? 'deep-circuits,neuron-gradients,learning-speeds,gradient-chain,random-chains,exploding-window,layer-jacobians').split(',')) {
  const page = await browser.newPage();
  const files = new Map();
  page.on('console', (m) => console.log('   console', m.text()));
  page.on('pageerror', (m) => console.log('   error', m));
  page.context().on('request', (r) => { if (r.url().startsWith(server.url)) files.set(r.url().slice(server.url.length).replace(/#.*/,''), (files.get(r.url()) ?? 0) + 1); });
  await page.goto(`${server.url}embed.html#figure=${name}`);
  await page.waitForFunction((t) => document.querySelector(t)?.readings, name, {timeout: 10000}).catch(e => console.log(String(e)));
  await page.waitForLoadState('networkidle');
  let sum = 0, data = 0;
  const rows = [];
  for (const [f] of files) { const size = gzipSync(readFileSync('dist/' + f), { level: 9 }).length; rows.push(`${f.replace('www/assets/','')} ${size}`); if (/\.bin$/.test(f)) data += size; else sum += size; }
  console.log(name, files.size, 'requests', (sum / 1000).toFixed(1), 'kB; data', (data / 1000).toFixed(1));
  if (process.argv[3]) console.log('   ' + rows.join('\n   '));
  await page.close();
}
await browser.close(); await server.close();
