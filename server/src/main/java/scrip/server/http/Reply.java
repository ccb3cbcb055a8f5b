package scrip.server.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.ContentDisposition;

/// The answer of an operation.
///
/// @param body a value of the contract, written as JSON
/// @param headers beyond those every answer has
/// @param cookies each as a value of the header `Set-Cookie`
public record Reply(int status, Object body, Map<String, String> headers, List<String> cookies) {

    private static final String CONTENT_POLICY = "Content-Security-Policy";
    private static final String OF_A_FILE = "default-src 'none'; frame-ancestors 'none'; sandbox";

    static final String TAG = "ETag";

    private static final int OK = 200;
    private static final int CREATED = 201;

    /// A text that browsers save as a file of that name.
    public static Reply text(String text, String fileName) {
        return new Reply(
                OK,
                new Content("text/plain;charset=UTF-8", text.getBytes(StandardCharsets.UTF_8)),
                Map.of("Content-Disposition", "attachment; filename=\"" + fileName + "\""),
                List.of());
    }

    /// A file as it was uploaded; browsers save it and never display it. If one does, the file may
    /// run and load nothing, and is of no site.
    public static Reply file(String name, String type, byte[] bytes) {
        ContentDisposition kept =
                ContentDisposition.attachment().filename(name, StandardCharsets.UTF_8).build();
        return new Reply(
                OK,
                new Content(type, bytes),
                Map.of("Content-Disposition", kept.toString(), CONTENT_POLICY, OF_A_FILE),
                List.of());
    }

    public static Reply ok(Object body) {
        return new Reply(OK, body, Map.of(), List.of());
    }

    /// 201: something was created; a repeat answers the same.
    public static Reply created(Object body) {
        return new Reply(CREATED, body, Map.of(), List.of());
    }

    /// JSON of another media type than the contract's.
    public static Reply of(int status, String type, Object body, Map<String, String> headers) {
        return new Reply(
                status, new Content(type, Json.bytes(body)), Map.copyOf(headers), List.of());
    }

    /// A problem that is told with headers of its own.
    public static Reply of(Problem problem, String requestId, Map<String, String> headers) {
        return of(problem.status(), ProblemForm.CONTRACT.type(), problem.shown(requestId), headers);
    }

    /// An answer that is told by its status alone.
    public static Reply empty(int status, Map<String, String> headers) {
        return new Reply(status, new Content("", new byte[0]), Map.copyOf(headers), List.of());
    }

    /// 204: done, without a body.
    public static Reply done() {
        return ok(Map.of());
    }

    /// This answer with the tag of the version of the one thing that it shows: `If-Match` of a
    /// later change may name it.
    public Reply tagged(String tag) {
        return withHeader(TAG, tag);
    }

    /// This answer, which is the same for everybody as long as its tag is: callers may keep it, and
    /// ask each time whether it has changed.
    public Reply kept(String tag) {
        return tagged(tag).withHeader("Cache-Control", "private, no-cache");
    }

    /// 304: the caller has it already.
    Reply notModified() {
        return new Reply(304, new Content("", new byte[0]), headers, List.of());
    }

    /// This answer with one more header.
    public Reply withHeader(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new Reply(status, body, Map.copyOf(more), cookies);
    }

    /// This answer with one more cookie.
    public Reply with(String cookie) {
        List<String> more = new ArrayList<>(cookies);
        more.add(cookie);
        return new Reply(status, body, headers, List.copyOf(more));
    }

    /// A body that is not JSON.
    @SuppressWarnings("ArrayRecordComponent") // Written once and compared by nobody.
    record Content(String type, byte[] bytes) {}
}
