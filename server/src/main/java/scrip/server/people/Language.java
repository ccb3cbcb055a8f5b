package scrip.server.people;

/// The languages of the console.
public enum Language {
    EN,
    ZH;

    /// As it is stored and answered.
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
