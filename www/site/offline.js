/**
 * Has the browser keep the page and what it is made of, so that it opens without a
 * network, and says when a newer version has come. Comes once the page is idle.
 */
import { html, render } from 'lit';
import { trustedScript } from '../core/client/trusted-script.js';
import { siteAddress } from '../kit/site-address.js';
import { offlineWords } from './offline-words.js';

/** A page that is looked at again asks for a newer version, this often at most. */
const HOUR = 3_600_000;

/**
 * Registers the service worker of the pages. Where there can be none, nothing is kept
 * and nothing need be said.
 *
 * @returns {Promise<void>} once the browser has it, or has refused it
 */
export async function keepPage() {
  const { serviceWorker } = navigator;
  const address = new URL('service-worker.js', siteAddress('index.html'));
  try {
    const registration = await serviceWorker.register(
      trustedScript(address.href),
      {
        updateViaCache: 'none',
      },
    );
    // A live region has to be there before its words.
    document.body.append($place);
    watch(serviceWorker, registration);
  } catch {
    // The browser, its settings or the host do not have it.
  }
}

/** @param {ServiceWorkerContainer} serviceWorker @param {ServiceWorkerRegistration} registration */
function watch(serviceWorker, registration) {
  const reload = () => location.reload();
  let isAsked = false;
  /** Whether what serves the page has been there before. */
  let isServed = serviceWorker.controller !== null;

  const look = () => {
    // The first one waits for nobody, and replaces nothing.
    if (!registration.waiting || !registration.active) return;
    say(offlineWords.ready, () => {
      isAsked = true;
      // Another page may have asked before.
      if (registration.waiting) {
        registration.waiting.postMessage({ type: 'SKIP_WAITING' });
      } else {
        reload();
      }
    });
  };
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', look);
  });
  look();

  serviceWorker.addEventListener('controllerchange', () => {
    if (isAsked) reload();
    else if (isServed) say(offlineWords.taken, reload);
    isServed = true;
  });

  let asked = Date.now();
  document.addEventListener('visibilitychange', () => {
    if (document.hidden || Math.abs(Date.now() - asked) < HOUR) return;
    asked = Date.now();
    registration.update().catch(() => {});
  });
}

const $place = document.createElement('div');
$place.className = 'newer';
$place.setAttribute('role', 'status');

/** @param {string} words @param {() => void} act - on the button */
function say(words, act) {
  render(
    html`<p>${words}</p>
      <button type="button" @click=${act}>${offlineWords.reload}</button>
      <button type="button" @click=${() => render(html``, $place)}>
        ${offlineWords.later}
      </button>`,
    $place,
  );
}
