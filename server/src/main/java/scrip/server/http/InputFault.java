package scrip.server.http;

/// One fault of a request's input.
///
/// @param in where it is: `BODY`, `QUERY`, `PATH` or `HEADER`
/// @param pointer a JSON pointer into the body, or the name of a parameter after a slash
/// @param detail what is wrong and what to write instead
public record InputFault(String in, String pointer, String detail) {

    public static final String BODY = "BODY";
    public static final String QUERY = "QUERY";
    public static final String PATH = "PATH";
    public static final String HEADER = "HEADER";
}
