package scrip.bench.uses;

/// Books uses of one unit in one way or another.
interface Booking {

    /// Books one use and waits for the answer.
    ///
    /// @param account counted from 0
    /// @param subject whether it names what was used
    void use(int account, String key, boolean subject) throws Exception;
}
