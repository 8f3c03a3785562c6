/** The short form of `scripts/soak`, with the figures that have once kept what was gone. */
import { hostPage } from './host-pages.js';
import { growth, soak, soakPage } from './soak.js';
import { expect, test } from './site.js';

test('a page that is used holds no more than before', async ({ open }) => {
  const page = await open('host.html', {
    prepare: (fresh) =>
      hostPage(fresh, soakPage(['exploding-window', 'gradient-chain'])),
  });
  const found = await soak(page, {
    rounds: 1,
    moves: 160,
    mounts: 2,
    drag: 20,
    uses: 1,
    restMs: 500,
  });
  // What is compiled as it is used makes the heap of so short a run no measure.
  const { heap: _, ...grown } = growth(found);
  for (const [what, part] of Object.entries(grown)) {
    expect(part, what).toBeLessThanOrEqual(0.02);
  }
});
