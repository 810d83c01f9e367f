package nabla.random;

/**
 * The generator MT19937 of Matsumoto and Nishimura, 32 bits at a time.
 *
 * @see <a href="http://www.math.sci.hiroshima-u.ac.jp/m-mat/MT/MT2002/emt19937ar.html">the authors' page</a>
 */
final class MersenneTwister {
    private static final int SIZE = 624;
    private static final int SHIFT = 397;
    private static final int UPPER_BIT = 0x80000000;
    private static final int TWIST = 0x9908b0df;

    private final int[] state = new int[SIZE];
    private int next;

    /** Starts as {@code init_genrand} does, from the low 32 bits of the seed. */
    void seed(long seed) {
        state[0] = (int) seed;
        for (int i = 1; i < SIZE; i++) {
            state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
        }
        next = SIZE;
    }

    /** Goes on where another generator stands. */
    void follow(MersenneTwister other) {
        System.arraycopy(other.state, 0, state, 0, SIZE);
        next = other.next;
    }

    /** Returns the next 32 random bits. */
    int next32() {
        if (next == SIZE) {
            refill();
        }
        int bits = state[next++];
        bits ^= bits >>> 11;
        bits ^= (bits << 7) & 0x9d2c5680;
        bits ^= (bits << 15) & 0xefc60000;
        return bits ^ (bits >>> 18);
    }

    private void refill() {
        for (int i = 0; i < SIZE; i++) {
            int joined = (state[i] & UPPER_BIT) | (state[(i + 1) % SIZE] & ~UPPER_BIT);
            int twisted = (joined >>> 1) ^ ((joined & 1) * TWIST);
            state[i] = state[(i + SHIFT) % SIZE] ^ twisted;
        }
        next = 0;
    }
}
