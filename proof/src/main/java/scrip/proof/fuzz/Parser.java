package scrip.proof.fuzz;

import java.util.List;

/// Something that reads what strangers send.
///
/// @param name that of its folder in the corpus
/// @param bytesMax the largest input that is worth feeding
/// @param allocatedMax what it may allocate whatever it is fed, in bytes
/// @param seeds what it expects, from which other inputs are made
record Parser(String name, int bytesMax, long allocatedMax, List<byte[]> seeds, Feed feed) {

    /// What a parser may allocate besides for each byte that it is fed.
    private static final long ALLOCATED_A_BYTE_MAX = 2_000;

    /// Hands an input to a parser.
    interface Feed {
        /// Hands it over, and lets everything out that nobody expects of any input.
        void feed(byte[] input) throws Exception;
    }

    /// Feeds it.
    ///
    /// @throws Finding if it does what no input may make it do
    void feed(byte[] input) {
        long most = allocatedMax + ALLOCATED_A_BYTE_MAX * input.length;
        boolean greedy = allocated(input) > most;
        // A class that is loaded meanwhile, or a job of the server, is not the input's doing.
        if (greedy && allocated(input) > most) {
            throw new Finding(
                    "%s: more than %,d bytes allocated for an input of %,d bytes"
                            .formatted(name, most, input.length));
        }
    }

    private long allocated(byte[] input) {
        long before = Allocated.bytes();
        try {
            feed.feed(input);
        } catch (Finding found) {
            throw new Finding(name + ": " + found.getMessage(), found);
        } catch (Exception | StackOverflowError | OutOfMemoryError unexpected) {
            throw new Finding(name + ": " + unexpected, unexpected);
        }
        return Allocated.bytes() - before;
    }
}
