import importX from 'eslint-plugin-import-x';
import jsdoc from 'eslint-plugin-jsdoc';
import noUnsanitized from 'eslint-plugin-no-unsanitized';
import globals from 'globals';
import rooms from './scripts/lint/arrows.mjs';
import {
  BAN_ABSOLUTE_URLS,
  BAN_DOCUMENT_WRITE,
  BAN_HTML,
  BAN_PACKAGES,
  BAN_RANDOM,
  BAN_STYLE_ATTRIBUTE,
  WAIT_FOR_A_CONDITION,
} from './scripts/lint/bans.mjs';

export default [
  {
    ignores: [
      'dist/',
      'dist.new/',
      'dist-package/',
      'dist-package.new/',
      'target/',
      '.tools/',
      'www/pkg/',
      'www/data/',
      'tests/output/',
    ],
  },
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    plugins: {
      'import-x': importX,
      jsdoc,
      'no-unsanitized': noUnsanitized,
    },
    settings: {
      // tsc reads the comments as TypeScript does.
      jsdoc: { mode: 'typescript' },
    },
    rules: {
      'array-callback-return': 'error',
      'arrow-body-style': 'error',
      'consistent-return': 'off',
      curly: ['error', 'multi-line'],
      'default-case-last': 'error',
      eqeqeq: 'error',
      'grouped-accessor-pairs': ['error', 'getBeforeSet'],
      'no-await-in-loop': 'off',
      'no-console': 'error',
      'no-constructor-return': 'error',
      'no-duplicate-imports': 'off',
      'no-else-return': 'error',
      'no-eval': 'error',
      'no-implicit-coercion': 'error',
      'no-implied-eval': 'error',
      'no-lonely-if': 'error',
      'no-new-func': 'error',
      'no-param-reassign': 'error',
      'no-promise-executor-return': 'error',
      'no-restricted-properties': ['error', BAN_RANDOM],
      'no-restricted-syntax': ['error', BAN_HTML, BAN_DOCUMENT_WRITE],
      'no-self-compare': 'error',
      'no-shadow': 'error',
      'no-template-curly-in-string': 'error',
      'no-throw-literal': 'error',
      'no-unneeded-ternary': 'error',
      'no-unreachable-loop': 'error',
      'no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      'no-useless-assignment': 'error',
      'no-useless-concat': 'error',
      'no-useless-rename': 'error',
      'no-useless-return': 'error',
      'no-var': 'error',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
      'object-shorthand': 'error',
      'prefer-const': 'error',
      'prefer-object-spread': 'error',
      'prefer-promise-reject-errors': 'error',
      'prefer-template': 'error',
      'require-atomic-updates': 'off',
      'symbol-description': 'error',
      // The rest of eslint's own recommended set; tsc sees undefined names.
      'constructor-super': 'error',
      'for-direction': 'error',
      'getter-return': 'error',
      'no-async-promise-executor': 'error',
      'no-case-declarations': 'error',
      'no-class-assign': 'error',
      'no-compare-neg-zero': 'error',
      'no-cond-assign': 'error',
      'no-const-assign': 'error',
      'no-constant-binary-expression': 'error',
      'no-constant-condition': ['error', { checkLoops: 'allExceptWhileTrue' }],
      'no-debugger': 'error',
      'no-dupe-class-members': 'error',
      'no-dupe-else-if': 'error',
      'no-dupe-keys': 'error',
      'no-duplicate-case': 'error',
      'no-empty': 'error',
      'no-ex-assign': 'error',
      'no-fallthrough': 'error',
      'no-loss-of-precision': 'error',
      'no-misleading-character-class': 'error',
      'no-prototype-builtins': 'error',
      'no-self-assign': 'error',
      'no-setter-return': 'error',
      'no-sparse-arrays': 'error',
      'no-undef': 'error',
      'no-unreachable': 'error',
      'no-unsafe-finally': 'error',
      'no-unsafe-optional-chaining': 'error',
      'no-unused-private-class-members': 'error',
      'no-useless-catch': 'error',
      'no-useless-escape': 'error',
      'use-isnan': 'error',
      'valid-typeof': 'error',

      'import-x/export': 'error',
      'import-x/extensions': ['error', 'ignorePackages'],
      'import-x/first': 'error',
      'import-x/newline-after-import': 'error',
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-duplicates': 'error',
      'import-x/no-mutable-exports': 'error',
      'import-x/no-self-import': 'error',
      'import-x/no-useless-path-segments': 'error',

      'jsdoc/check-alignment': 'error',
      'jsdoc/check-param-names': 'error',
      'jsdoc/check-property-names': 'error',
      'jsdoc/check-tag-names': ['error', { typed: false }],
      'jsdoc/check-types': 'error',
      'jsdoc/empty-tags': 'error',
      'jsdoc/no-blank-blocks': 'error',
      'jsdoc/no-multi-asterisks': 'error',
      'jsdoc/require-param-name': 'error',
      'jsdoc/require-property-name': 'error',

      'no-unsanitized/method': 'error',
      'no-unsanitized/property': 'error',
    },
  },
  {
    files: ['tests/packages/**/*.{js,mjs}'],
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    // They are installed where the tests build the projects.
    rules: { 'import-x/no-unresolved': 'off' },
  },
  {
    files: ['www/**/*.js'],
    ignores: ['www/**/*.test.js'],
    plugins: { rooms },
    languageOptions: { globals: globals.browser },
    rules: {
      'import-x/no-default-export': 'error',
      'rooms/arrows': 'error',
      'import-x/no-unresolved': ['error', { ignore: ['\\?inline$'] }],
      'import-x/no-cycle': [
        'error',
        { allowUnsafeDynamicCyclicDependency: true, ignoreExternal: true },
      ],
      'jsdoc/require-jsdoc': [
        'error',
        {
          publicOnly: true,
          require: {
            ArrowFunctionExpression: true,
            ClassDeclaration: true,
            FunctionDeclaration: true,
            FunctionExpression: true,
            MethodDefinition: false,
          },
        },
      ],
      'no-restricted-syntax': [
        'error',
        BAN_HTML,
        BAN_DOCUMENT_WRITE,
        BAN_STYLE_ATTRIBUTE,
        ...BAN_ABSOLUTE_URLS,
        BAN_PACKAGES,
      ],
    },
  },
  {
    files: ['www/core/**/*.js', 'www/run/{protocol.js,worker/**/*.js}'],
    languageOptions: {
      globals: { ...globals.worker, ...globals['shared-node-browser'] },
    },
  },
  {
    files: [
      'scripts/**/*.mjs',
      'tests/**/*.js',
      'www/**/*.test.js',
      '*.config.js',
    ],
    languageOptions: { globals: globals.node },
  },
  {
    files: ['bench/**/*.mjs', 'scripts/previews.mjs'],
    // Functions passed to page.evaluate run in the page.
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
  },
  {
    files: ['bench/{page,participants}/*.js'],
    languageOptions: { globals: { ...globals.browser, ...globals.worker } },
    rules: {
      // The worker is told where its participant stands.
      'no-unsanitized/method': 'off',
    },
  },
  {
    files: ['tests/e2e/**/*.js'],
    // Functions passed to page.evaluate run in the page.
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'setTimeout', message: WAIT_FOR_A_CONDITION },
        { name: 'setInterval', message: WAIT_FOR_A_CONDITION },
      ],
      'no-restricted-properties': [
        'error',
        BAN_RANDOM,
        { property: 'waitForTimeout', message: WAIT_FOR_A_CONDITION },
      ],
      // A test imports the site's modules from wherever the server put them.
      'no-unsanitized/method': 'off',
    },
  },
];
