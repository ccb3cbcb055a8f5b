package scrip.server.http;

/// A file that was sent as the body of a request.
///
/// @param type its media type from the request, without parameters
@SuppressWarnings("ArrayRecordComponent") // Written once and compared by nobody.
public record Upload(String type, byte[] bytes) {}
