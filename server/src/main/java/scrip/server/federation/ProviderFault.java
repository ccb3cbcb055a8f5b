package scrip.server.federation;

/// Something is wrong with a provider, or between it and this server. The message is for whoever
/// looks after the provider.
final class ProviderFault extends Exception {

    private static final long serialVersionUID = 1L;

    ProviderFault(String message) {
        super(message);
    }
}
