import { css } from 'lit';

/** How every plot looks: grid, labels, lines, grounds, dots, cursor. */
export const plotStyle = css`
  /* Places for pictures */

  .plot-canvas {
    contain: layout;
    background: var(--ug-panel);
  }

  .plot-canvas > svg {
    display: block;
    max-inline-size: 100%;
  }

  /* Tells how large type is, see room.js. */
  .plot-em {
    position: absolute;
    inline-size: 1em;
    block-size: 0;
    visibility: hidden;
  }

  /* The picture stays what it is in a page that runs from right to left. */
  .plot {
    overflow: visible;
    direction: ltr;
    fill: var(--ug-ink);
    letter-spacing: normal;
    word-spacing: normal;
    text-transform: none;
  }

  .plot text {
    font-size: 0.9em;
    font-variant-numeric: tabular-nums lining-nums;
  }

  .plot text.is-quiet,
  .plot-grid text {
    fill: var(--ug-ink-quiet);
    font-size: 0.86em;
  }

  .plot text.is-strong {
    font-weight: 600;
  }

  .plot-grid text.is-minor {
    font-size: 0.74em;
    opacity: 0.75;
  }

  .plot-grid text.plot-title {
    font-size: 0.9em;
  }

  .plot-grid line {
    stroke: var(--ug-rule);
  }

  .plot-grid line.is-minor {
    stroke-width: 0.5;
  }

  .plot-grid line.is-axis {
    stroke: var(--ug-ink);
  }

  .plot-grid line.is-base,
  .plot-base {
    stroke: var(--ug-ink);
    stroke-width: 1.5;
  }

  /* Lines and what stands at their ends */

  .plot-curve {
    fill: none;
    stroke: var(--ug-accent);
    stroke-width: 2.25;
    stroke-linejoin: round;
  }

  .plot-pale {
    fill: none;
    stroke: var(--ug-rule-strong);
    stroke-width: 1;
    stroke-dasharray: 4 3;
  }

  .plot-lost {
    stroke: var(--ug-accent);
    stroke-width: 1.5;
    stroke-dasharray: 2 3;
  }

  .plot-limit {
    stroke: var(--ug-ink);
    stroke-width: 1;
    stroke-dasharray: 4 3;
  }

  .plot-end text {
    font-weight: 600;
    paint-order: stroke;
    stroke: var(--ug-panel);
    stroke-width: 0.3em;
    stroke-linejoin: round;
  }

  .plot-leader {
    stroke-width: 1;
  }

  /* Grounds, bars, dots */

  .plot-outside {
    fill: var(--ug-sunken);
  }

  .plot-band {
    fill: var(--ug-accent);
    fill-opacity: 0.16;
  }

  .plot-dot,
  .plot-mark {
    fill: var(--ug-accent);
  }

  .plot-dot {
    stroke: var(--ug-panel);
    stroke-width: 1.5;
  }

  .plot-dot.is-hollow {
    fill: var(--ug-panel);
    stroke: var(--ug-accent);
    stroke-width: 2;
  }

  /* Rows */

  .plot-rows text {
    font-size: 0.95em;
  }

  .plot-rows.is-many text,
  .plot-rows .plot-grid text {
    font-size: 0.86em;
  }

  .plot-row.is-culprit text {
    font-weight: 700;
  }

  .plot-rod,
  .plot-bead {
    fill: var(--ug-layer, var(--ug-ink));
  }

  .plot-rod.is-lost,
  .plot-bead.is-lost {
    fill: var(--ug-panel);
    stroke: var(--ug-layer, var(--ug-ink));
    stroke-width: 0.14em;
  }

  .plot-cross {
    fill: none;
    stroke: var(--ug-layer, var(--ug-ink));
    stroke-width: 0.16em;
  }

  .plot-steps {
    fill: none;
    stroke: var(--ug-rule-strong);
    stroke-width: 1.5;
  }

  /* The cursor */

  .plot-surface {
    touch-action: pan-y pinch-zoom;
    cursor: crosshair;
  }

  .plot-cursor {
    stroke: var(--ug-ink);
    stroke-dasharray: 3 3;
    pointer-events: none;
  }

  .plot-tip {
    pointer-events: none;
  }

  .plot-tip rect {
    fill: var(--ug-panel);
    fill-opacity: 0.92;
    stroke: var(--ug-rule-strong);
  }

  /* Live plots: a canvas between the grid and the labels */

  .plot-live {
    position: relative;
    contain: size layout;
    color: var(--ug-ink);
    background: var(--ug-panel);
  }

  .plot-live > :is(svg, canvas) {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
  }

  .plot-live > svg {
    pointer-events: none;
  }

  .plot-live path {
    fill: none;
    stroke-linejoin: round;
  }

  .plot-live .plot-band {
    stroke: none;
  }

  @media (forced-colors: active) {
    /* Layers are told apart by colour and dashes: their colours are kept. */
    .plot-live {
      forced-color-adjust: none;
    }

    .plot,
    .plot text,
    .plot text.is-quiet,
    .plot-grid text {
      fill: CanvasText;
    }

    .plot-grid line,
    .plot-pale {
      stroke: GrayText;
    }

    .plot-grid line:is(.is-axis, .is-base),
    .plot-curve,
    .plot-base,
    .plot-lost,
    .plot-steps,
    .plot-cross {
      stroke: CanvasText;
    }

    .plot-limit {
      stroke: Highlight;
    }

    .plot-outside {
      fill: Canvas;
    }

    .plot-band {
      fill: GrayText;
    }

    .plot-rod,
    .plot-bead {
      fill: CanvasText;
    }

    .plot-dot,
    .plot-mark {
      fill: Highlight;
      stroke: Canvas;
    }

    .plot-dot.is-hollow {
      fill: Canvas;
      stroke: Highlight;
    }
  }
`;
