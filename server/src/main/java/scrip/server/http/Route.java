package scrip.server.http;

/// One operation of the contract.
///
/// @param method `GET`, `POST`, `PUT` or `DELETE`
/// @param path with parameters in braces, as in the contract
/// @param open whether anyone may ask, without a token
public record Route(String method, String path, Handler handler, boolean open) {

    private Route(String method, String path, Handler handler) {
        this(method, path, handler, false);
    }

    /// The same for anyone, without a token: what a stranger may see of a shop.
    public Route forAnyone() {
        return new Route(method, path, handler, true);
    }

    /// What answers it.
    @FunctionalInterface
    public interface Handler {
        /// Answers, or throws a `ProblemException`.
        Reply handle(Call call);
    }

    public static Route get(String path, Handler handler) {
        return new Route("GET", path, handler);
    }

    public static Route post(String path, Handler handler) {
        return new Route("POST", path, handler);
    }

    public static Route put(String path, Handler handler) {
        return new Route("PUT", path, handler);
    }

    public static Route delete(String path, Handler handler) {
        return new Route("DELETE", path, handler);
    }
}
