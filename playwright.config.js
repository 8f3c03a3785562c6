import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

const CHROMIUMS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];
const FIREFOXES = ['/usr/bin/firefox-esr', '/usr/bin/firefox'];

/**
 * Playwright's own browsers are never downloaded: it is given those that are there.
 *
 * @param {string} variable - in which scripts/test names the one that it found
 * @param {readonly string[]} usual - places
 * @returns {string | undefined} the browser
 */
function findBrowser(variable, usual) {
  return process.env[variable] || usual.find(existsSync);
}

const chromium = findBrowser('CHROMIUM', CHROMIUMS);
if (!chromium) {
  throw new Error(
    'No Chromium found: install it, or name one in the variable CHROMIUM.',
  );
}
const firefox = findBrowser('FIREFOX', FIREFOXES);

/** The files of the tests that run in Firefox too, but for those tagged `@chromium`. */
const IN_FIREFOX = [
  'dead-worker',
  'embed',
  'every-figure',
  'fallbacks',
  'figure-element',
  'film',
  'hosts-frames',
  'kept-in-storage',
  'lecture',
  'messages',
  'moments',
  'precision',
  'predict',
  'run-comparison-workers',
  'shared-run',
  'single',
  'site-runs',
];

/**
 * The part of the tests that runs in Firefox too: docs/browsers.md says which, and
 * why not the others.
 *
 * @param {string} executablePath - of a Firefox as Mozilla or Debian makes it
 * @returns {import('@playwright/test').Project}
 */
function inFirefox(executablePath) {
  return {
    name: 'firefox',
    testMatch: IN_FIREFOX.map((name) => `${name}.spec.js`),
    grepInvert: /@phone|@chromium/,
    use: {
      browserName: 'firefox',
      // By this name Playwright speaks WebDriver BiDi, not the protocol of its own
      // Firefox.
      channel: 'moz-firefox',
      launchOptions: {
        executablePath,
        firefoxUserPrefs: {
          // Playwright lets files read files, which no reader's browser does.
          'security.fileuri.strict_origin_policy': true,
          // The list of downloads would take the focus of the page.
          'browser.download.alwaysOpenPanel': false,
        },
      },
      viewport: { width: 1280, height: 900 },
    },
  };
}

/**
 * Milliseconds after which what has not come is given up. No test is about them: a machine
 * with much else to do takes several times as long.
 */
const GIVEN_UP = 60_000;

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'tests/output/e2e',
  snapshotPathTemplate: 'tests/e2e/pictures/{arg}{ext}',
  // Most tests wait rather than compute: two at a time take little longer each.
  workers: 2,
  retries: 0,
  timeout: 3 * GIVEN_UP,
  forbidOnly: true,
  // A picture that is not there yet is a failure, not a picture to be kept.
  updateSnapshots: 'none',
  expect: {
    timeout: GIVEN_UP,
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
    actionTimeout: GIVEN_UP,
    navigationTimeout: GIVEN_UP,
    colorScheme: 'light',
    // A trace keeps the page before and after each action, which takes a while on one
    // with all its drawers open: `--trace retain-on-failure` asks for it.
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: chromium,
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
    ...(firefox ? [inFirefox(firefox)] : []),
  ],
});
