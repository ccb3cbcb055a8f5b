package scrip.core.pack;

/// The units of all packs of a pool, by their books (R18).
record PoolSums(
        long available,
        long closing,
        long held,
        long drawn,
        long expired,
        long voided,
        long whole) {

    static final PoolSums ZERO = new PoolSums(0, 0, 0, 0, 0, 0, 0);

    /// @param sign 1 to add the pack, -1 to take it away
    PoolSums plus(Pack pack, int sign) {
        boolean open = pack.phase() == PackPhase.OPEN;
        boolean late = pack.phase() == PackPhase.CLOSING;
        return new PoolSums(
                Math.addExact(available, open ? sign * pack.available() : 0),
                Math.addExact(closing, late ? sign * pack.available() : 0),
                Math.addExact(held, sign * pack.held()),
                Math.addExact(drawn, sign * pack.drawn()),
                Math.addExact(expired, sign * pack.expired()),
                Math.addExact(voided, sign * pack.voided()),
                Math.addExact(whole, open ? sign * pack.quantity() : 0));
    }
}
