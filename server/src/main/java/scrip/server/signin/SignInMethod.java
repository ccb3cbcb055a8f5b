package scrip.server.signin;

/// How somebody signed in.
public enum SignInMethod {
    PASSWORD,
    PASSKEY,
    /// An invitation, a reset or the set-up.
    LINK
}
