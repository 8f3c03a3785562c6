/** Texts of the page about versions of itself. */
export const offlineWords = Object.freeze({
  ready:
    'A new version of this page is ready. Reloading keeps your settings; a run that is training begins anew.',
  taken:
    'Another tab has taken up a new version of this page. Reload this one too: parts of the old version may be missing.',
  reload: 'Reload',
  later: 'Later',
});
