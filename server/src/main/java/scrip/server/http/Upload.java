package scrip.server.http;

/// A file that was sent as the body of a request.
///
/// @param type its media type, as the request has it, without parameters
@SuppressWarnings("ArrayRecordComponent") // Written once and compared by nobody.
public record Upload(String type, byte[] bytes) {}
