/** Bytes of each file of digits; written by scripts/data. */
export const sizes = Object.freeze({
  first: 184876,
  more: 1280640,
  all: 8722083,
});
