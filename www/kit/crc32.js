const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte;
  for (let bit = 0; bit < 8; bit += 1) {
    sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return sum;
});

/** @param {...Uint8Array} pieces - taken as one @returns {number} CRC-32 as in zip and PNG */
export function crc32(...pieces) {
  let sum = 0xffffffff;
  for (const piece of pieces) {
    for (const byte of piece) {
      sum = (sum >>> 8) ^ (TABLE[(sum ^ byte) & 0xff] ?? 0);
    }
  }
  return (sum ^ 0xffffffff) >>> 0;
}
