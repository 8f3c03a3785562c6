// What is forbidden in all files of the project, and why.

export const BAN_RANDOM = {
  object: 'Math',
  property: 'random',
  message: 'Use the seed: the same seed must give the same picture.',
};

export const BAN_HTML = {
  selector:
    'MemberExpression[property.name=/^(inner|outer)HTML$|^insertAdjacentHTML$|^(setHTMLUnsafe|createContextualFragment)$/]',
  message: 'Use textContent and createElement: text is never parsed as HTML.',
};

export const BAN_DOCUMENT_WRITE = {
  selector:
    "CallExpression[callee.object.name='document'][callee.property.name=/^write(ln)?$/]",
  message: 'Use textContent and createElement: text is never parsed as HTML.',
};

export const BAN_STYLE_ATTRIBUTE = {
  selector:
    "CallExpression[callee.property.name='setAttribute'] > Literal.arguments:first-child[value='style']",
  message:
    'The content security policy refuses style attributes: use el.style.setProperty.',
};

const ABSOLUTE = 'A URL from the root of the host breaks under a sub-path.';
export const BAN_ABSOLUTE_URLS = [
  {
    selector:
      ':matches(ImportDeclaration, ImportExpression, ExportNamedDeclaration, ExportAllDeclaration) > Literal.source[value=/^\\x2f/]',
    message: ABSOLUTE,
  },
  {
    selector:
      'NewExpression[callee.name=/^(URL|Worker|SharedWorker|Request|WebSocket|EventSource)$/] > Literal.arguments:first-child[value=/^\\x2f/]',
    message: ABSOLUTE,
  },
  {
    selector:
      'CallExpression[callee.name=/^(fetch|importScripts)$/] > Literal.arguments[value=/^\\x2f/]',
    message: ABSOLUTE,
  },
  {
    selector:
      'AssignmentExpression[left.property.name=/^(href|src|action)$/] > Literal.right[value=/^\\x2f/]',
    message: ABSOLUTE,
  },
];

export const BAN_PACKAGES = {
  selector:
    ':matches(ImportDeclaration, ImportExpression, ExportNamedDeclaration, ExportAllDeclaration) > Literal.source[value=/^(?!\\.|(?:lit|d3-array|gifenc|idb|mediabunny)(?:$|\\/)|workbox-(?!window))/]',
  message:
    'Lit, d3-array, gifenc, idb and mediabunny are the only packages that the site stands on, and Workbox those of its service worker; each more is a decision to record.',
};

export const WAIT_FOR_A_CONDITION =
  'Wait for a condition: a sleep is too short on a slow machine and too long on all others.';
