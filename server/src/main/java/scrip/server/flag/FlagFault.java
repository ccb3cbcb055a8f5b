package scrip.server.flag;

/// Why a flag has no value.
///
/// @param code as OpenFeature has it
/// @param details for people
record FlagFault(Code code, String details) {

    /// The codes of OpenFeature that tell a fault of the caller's.
    enum Code {
        FLAG_NOT_FOUND,
        TARGETING_KEY_MISSING,
        INVALID_CONTEXT
    }

    /// The HTTP status.
    int status() {
        return code == Code.FLAG_NOT_FOUND ? 404 : 400;
    }
}
