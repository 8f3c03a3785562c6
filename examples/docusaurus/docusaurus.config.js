export default {
  title: 'Course notes',
  url: 'https://example.org',
  baseUrl: '/course/',
  onBrokenLinks: 'throw',
  // Registers the figures on every page.
  clientModules: ['./src/figures.js'],
  plugins: [
    [
      '@docusaurus/plugin-content-docs',
      { routeBasePath: '/', sidebarPath: false },
    ],
  ],
  themes: ['@docusaurus/theme-classic'],
};
