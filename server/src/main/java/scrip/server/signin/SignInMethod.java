package scrip.server.signin;

/// How a person signed in.
public enum SignInMethod {
    PASSWORD,
    PASSKEY,
    /// An invitation, a reset or the set-up.
    LINK,
    /// An identity provider.
    SINGLE_SIGN_ON
}
