package scrip.client;

/// A request, the same in every try.
///
/// @param operation its name for metrics
/// @param body null for a request that reads
/// @param open whether it needs no key
record Request(String operation, String path, @Nullable String body, boolean open) {

    static Request get(String operation, String path) {
        return new Request(operation, path, null, false);
    }

    static Request post(String operation, String path, String body) {
        return new Request(operation, path, body, false);
    }
}
