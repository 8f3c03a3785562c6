/** @type {import('stylelint').Config} */
export default {
  extends: ['stylelint-config-standard'],
  reportNeedlessDisables: true,
  reportInvalidScopeDisables: true,
  reportDescriptionlessDisables: true,
  rules: {
    'color-named': 'never',
    'declaration-no-important': true,
    'selector-max-id': 0,
    // The site must work from any path and without other hosts.
    'function-url-scheme-disallowed-list': [/^https?$/],
    'declaration-property-value-disallowed-list': [
      { '/.*/': [/url\(\s*['"]?\//] },
      { message: 'A URL from the root of the host breaks under a sub-path' },
    ],
    'import-notation': 'string',
  },
};
