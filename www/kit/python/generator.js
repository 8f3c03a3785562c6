/** The random numbers of the page, for every script that draws: docs/reproducing.md. */
export const GENERATOR = String.raw`MASK = 2**64 - 1


class Generator:
    """xoshiro256++, its state from SplitMix64."""

    def __init__(self, seed, stream, item=0):
        x = item << 40 | stream << 32 | seed
        self.s, self.spare = [], None
        for _ in range(4):
            x = (x + 0x9E3779B97F4A7C15) & MASK
            z = ((x ^ x >> 30) * 0xBF58476D1CE4E5B9) & MASK
            z = ((z ^ z >> 27) * 0x94D049BB133111EB) & MASK
            self.s.append(z ^ z >> 31)

    def next(self):
        def turn(x, by):
            return (x << by | x >> 64 - by) & MASK

        a, b, c, d = self.s
        out = (turn((a + d) & MASK, 23) + a) & MASK
        c, d, shifted = c ^ a, d ^ b, b << 17 & MASK
        self.s = [a ^ d, b ^ c, c ^ shifted, turn(d, 45)]
        return out

    def uniform(self):
        return (self.next() >> 11) * 2.0**-53

    def normal(self):
        if self.spare is not None:
            spare, self.spare = self.spare, None
            return spare
        radius = math.sqrt(-2 * math.log(1 - self.uniform()))
        angle = 2 * math.pi * self.uniform()
        self.spare = radius * math.sin(angle)
        return radius * math.cos(angle)

    def normals(self, *shape):
        """So many of them, row by row."""
        return np.array([self.normal() for _ in range(math.prod(shape))]).reshape(shape)

    def shuffle(self, items):
        for last in range(len(items) - 1, 0, -1):
            other = self.next() * (last + 1) >> 64
            items[last], items[other] = items[other], items[last]


def orthogonal(draws):
    """The factor Q of the longer side, with a positive diagonal of R."""
    is_tall = draws.shape[0] > draws.shape[1]
    q, r = np.linalg.qr(draws if is_tall else draws.T)
    q = q * np.sign(np.diag(r))
    return q if is_tall else q.T


`;
