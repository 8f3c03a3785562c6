// A package without types of its own.
declare module 'eslint-plugin-no-unsanitized';
