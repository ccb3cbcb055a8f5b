package scrip.server.scim;

/// Which part of a list is asked for.
///
/// @param start from which resource on, counted from 1
/// @param count how many at most
record Span(long start, int count) {

    static final int MOST = 200;
    static final int USUAL = 100;
    private static final long START_MAX = 1_000_000_000;

    /// As SCIM has it: what is too small or too large becomes the nearest that is allowed.
    static Span of(long start, long count) {
        return new Span(Math.clamp(start, 1, START_MAX), (int) Math.clamp(count, 0L, (long) MOST));
    }
}
