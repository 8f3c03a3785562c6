import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/**
 * Playwright's own browsers are never downloaded: it is given one that is there.
 *
 * @returns {string} the browser that scripts/test found, or one in a usual place
 * @throws {Error} where there is none
 */
function findBrowser() {
  const found = process.env['CHROMIUM'] || USUAL_PLACES.find(existsSync);
  if (found) return found;
  throw new Error(
    'No Chromium found: install it, or name one in the variable CHROMIUM.',
  );
}

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'tests/output/e2e',
  snapshotPathTemplate: 'tests/e2e/pictures/{arg}{ext}',
  // Most tests wait rather than compute: two at a time take little longer each.
  workers: 2,
  retries: 0,
  timeout: 90_000,
  forbidOnly: true,
  // A picture that is not there yet is a failure, not a picture to be kept.
  updateSnapshots: 'none',
  expect: {
    timeout: 30_000,
    toHaveScreenshot: {
      animations: 'disabled',
      caret: 'hide',
      maxDiffPixelRatio: 0.01,
    },
  },
  reporter: [
    ['list'],
    ['json', { outputFile: 'tests/output/logs/playwright.json' }],
  ],
  use: {
    actionTimeout: 30_000,
    navigationTimeout: 30_000,
    colorScheme: 'light',
    // Pictures of every frame would cost what the tests of training need.
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: findBrowser(),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-dev-shm-usage',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  // Tests are tagged by the windows they are for: `@phone` by a phone alone,
  // `@layout` by each window, the others by the wide one.
  projects: [
    {
      name: 'wide',
      grepInvert: /@phone/,
      use: { viewport: { width: 1280, height: 900 } },
    },
    {
      name: 'phone',
      grep: /@phone|@layout/,
      use: {
        viewport: { width: 390, height: 844 },
        deviceScaleFactor: 2,
        hasTouch: true,
      },
    },
  ],
});
