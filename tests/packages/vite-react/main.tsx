import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import 'unstable-gradients/define';
import type {} from 'unstable-gradients/react';
import type { GradientChainElement } from 'unstable-gradients';

function Page() {
  const [weights, setWeights] = useState<readonly number[]>([3, 3, 3]);
  const [product, setProduct] = useState<number | null>(null);
  return (
    <>
      <output>{product}</output>
      <button onClick={() => setWeights([2, 2, 2])}>Smaller</button>
      <gradient-chain
        state={{ weights, biases: [-1, -1, -1] }}
        hide={['presets', 'toolbar']}
        theme="dark"
        onreadingschange={({ detail }) => setProduct(detail.product)}
        ref={(chain: GradientChainElement | null) =>
          chain?.addEventListener('statechange', ({ detail }) => {
            document.title = `${detail.weights.length} neurons`;
          })
        }
      />
      <learning-speeds
        hidden-layers={[5, 5]}
        images={1500}
        batch="10"
        epochs={3}
        seed={7}
      />
      <random-chains chains={1000} />
    </>
  );
}

const root = document.getElementById('root');
if (root) createRoot(root).render(<Page />);

/** Mistakes that the types are to find. */
export function mistakes(chain: GradientChainElement) {
  // @ts-expect-error -- no such activation
  chain.state = { activation: 'sine' };
  chain.state = null;
  const { product } = chain.readings ?? { product: 0 };
  // @ts-expect-error -- a number
  const text: string = product;
  return [
    text,
    // @ts-expect-error -- pixels are 28, 14 or 7
    <learning-speeds pixels={13} />,
    <learning-speeds
      // @ts-expect-error -- the event of a figure
      onstatechange={(event: MouseEvent) => event.clientX}
    />,
  ];
}
